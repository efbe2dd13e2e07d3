SELECT count(*) FROM claim WHERE document = :document
