-- The names under which evidence of these bytes was read before.
SELECT DISTINCT i.path
FROM artifact a JOIN intake i ON i.artifact = a.id JOIN reading r ON r.intake = i.id
WHERE a.sha256 = :sha256 AND i.role = 'evidence'
ORDER BY i.path
