INSERT INTO reading (intake, importer, importer_version, rank, release, project, environment, commit_sha, version, observed_at)
VALUES (:intake, :importer, :importer_version, :rank, :release, :project, :environment, :commit_sha, :version, :observed_at)
