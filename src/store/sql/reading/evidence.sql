-- The latest reading of each intake of evidence; of one path, the newest intake first.
SELECT r.id, i.path, i.artifact, r.importer, coalesce(nullif(r.release, ''), i.release), r.project, r.environment, r.commit_sha, r.version,
       coalesce(r.observed_at, i.source_time), i.source_time_basis, r.facts
FROM intake i /*scan*/
JOIN reading r ON r.id = (SELECT max(id) FROM reading WHERE intake = i.id)
WHERE i.role = 'evidence'
ORDER BY i.path, i.id DESC
