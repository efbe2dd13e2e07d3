SELECT DISTINCT attribute FROM scope WHERE document = :document ORDER BY attribute
