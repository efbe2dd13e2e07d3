INSERT INTO artifact (id, sha256, size) VALUES (:c0, :c1, :c2)
