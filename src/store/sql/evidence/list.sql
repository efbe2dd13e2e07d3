-- The latest reading of each intake of evidence.
SELECT i.id, r.id, i.path, a.sha256, r.importer, r.rank, coalesce(nullif(r.release, ''), i.release), r.observed_at, r.facts
FROM intake i /*scan*/
JOIN artifact a ON a.id = i.artifact
LEFT JOIN reading r ON r.id = (SELECT max(id) FROM reading WHERE intake = i.id)
WHERE i.role = 'evidence'
ORDER BY i.path, i.id
