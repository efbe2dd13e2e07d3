DELETE FROM subject_match WHERE claim IN (SELECT id FROM claim WHERE document = :document)
