SELECT id, subject FROM claim WHERE document = :document AND subject <> '' ORDER BY subject, id
