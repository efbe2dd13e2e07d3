SELECT i.path, a.sha256, d.title
FROM document d JOIN intake i ON i.id = d.intake JOIN artifact a ON a.id = i.artifact WHERE d.id = :document
