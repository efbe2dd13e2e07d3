DELETE FROM verdict_evidence WHERE claim IN (SELECT id FROM claim WHERE document = :document)
