INSERT INTO intake (id, artifact, path, role, release, source_time, source_time_basis, taken_at) VALUES (:c0, :c1, :c2, :c3, :c4, :c5, :c6, :c7)
