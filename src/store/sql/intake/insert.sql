INSERT INTO intake (artifact, path, role, release, source_time, source_time_basis, taken_at)
VALUES (:artifact, :path, :role, :release, :source_time, :source_time_basis, :taken_at)
