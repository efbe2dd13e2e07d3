-- Evidence with its latest reading. The same bytes handed in again under the same path are one line: the reading moved to the later intake.
SELECT i.id, r.id, i.path, a.sha256, r.importer, r.rank, coalesce(nullif(r.release, ''), i.release), r.observed_at, r.facts
FROM intake i /*scan*/
JOIN artifact a ON a.id = i.artifact
LEFT JOIN reading r ON r.id = (SELECT max(id) FROM reading WHERE intake = i.id)
WHERE i.role = 'evidence'
  AND NOT EXISTS (SELECT 1 FROM intake n WHERE n.path = i.path AND n.artifact = i.artifact AND n.role = i.role AND n.id > i.id)
ORDER BY i.path, i.id
