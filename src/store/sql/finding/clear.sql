DELETE FROM finding WHERE document = :document
