DELETE FROM binding WHERE document = :document
