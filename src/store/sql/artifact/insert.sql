INSERT INTO artifact (sha256, size, bytes) VALUES (:sha256, :size, :bytes)
