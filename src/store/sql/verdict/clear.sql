DELETE FROM verdict WHERE claim IN (SELECT id FROM claim WHERE document = :document)
