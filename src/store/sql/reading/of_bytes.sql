SELECT r.id, r.intake, r.importer, r.importer_version, r.release, r.facts
FROM intake i JOIN reading r ON r.intake = i.id
WHERE i.path = :path AND i.artifact = :artifact AND i.role = :role AND i.id <> :intake
ORDER BY r.id
