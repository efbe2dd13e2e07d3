SELECT DISTINCT r.environment FROM binding b JOIN reading r ON r.id = b.reading
WHERE b.document = :document AND b.bound = 1 AND r.environment <> ''
ORDER BY 1
