SELECT DISTINCT subject FROM scope WHERE document = :document AND state = 'known' ORDER BY subject
