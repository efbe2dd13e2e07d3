DELETE FROM binding WHERE reading = :reading
