SELECT i.path FROM binding b JOIN reading r ON r.id = b.reading JOIN intake i ON i.id = r.intake
WHERE b.document = :document AND b.bound = 1
ORDER BY i.path
