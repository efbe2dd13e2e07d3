SELECT i.path, r.importer, f.rank, coalesce(nullif(r.release, ''), i.release), f.subject, f.attribute, f.value, f.number, f.low, f.high, f.unit, f.state,
       f.observed_at, f.pointer, f.line, f.written, f.text
FROM fact f /*scan*/
JOIN reading r ON r.id = f.reading
JOIN intake i ON i.id = r.intake
WHERE (:artifact IS NULL OR i.path = :artifact) AND r.id = (SELECT max(id) FROM reading WHERE intake = i.id)
ORDER BY i.path, r.id, f.line, f.id
