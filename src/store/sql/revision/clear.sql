DELETE FROM revision WHERE claim IN (SELECT id FROM claim WHERE document = :document)
