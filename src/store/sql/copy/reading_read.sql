SELECT /*scan*/ r.id, r.intake, r.importer, r.importer_version, r.rank, r.release, r.project, r.environment, r.commit_sha, r.version, r.observed_at,
       r.facts
FROM reading r JOIN intake i ON i.id = r.intake WHERE i.role = 'evidence'
