SELECT DISTINCT kind FROM relation WHERE document = :document ORDER BY kind
