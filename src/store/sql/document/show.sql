SELECT i.path, a.sha256, d.status_claimed, d.as_of, d.intake, a.bytes
FROM document d JOIN intake i ON i.id = d.intake JOIN artifact a ON a.id = i.artifact WHERE d.id = :document
