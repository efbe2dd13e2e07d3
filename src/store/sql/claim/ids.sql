SELECT id FROM claim WHERE document = :document ORDER BY id
