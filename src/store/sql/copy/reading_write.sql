INSERT INTO reading (id, intake, importer, importer_version, rank, release, project, environment, commit_sha, version, observed_at, facts)
VALUES (:c0, :c1, :c2, :c3, :c4, :c5, :c6, :c7, :c8, :c9, :c10, :c11)
