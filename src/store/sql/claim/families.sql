SELECT DISTINCT family FROM claim WHERE document = :document ORDER BY family
