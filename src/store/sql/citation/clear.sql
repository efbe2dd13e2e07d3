DELETE FROM citation WHERE claim IN (SELECT id FROM claim WHERE document = :document AND family = 'citation')
