SELECT r.id, i.id, a.id, a.sha256, a.size, a.bytes
FROM intake i JOIN reading r ON r.intake = i.id JOIN artifact a ON a.id = i.artifact
WHERE i.path IN (:path, :same_path) AND i.role = :role AND r.importer = :importer AND i.id <> :intake
  AND NOT EXISTS (SELECT 1 FROM diagnostic d WHERE d.intake = i.id AND d.name = 'log-rewritten')
ORDER BY i.id DESC LIMIT 1
