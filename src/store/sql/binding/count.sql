SELECT count(*), coalesce(sum(bound), 0) FROM binding WHERE document = :document
