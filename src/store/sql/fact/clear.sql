DELETE FROM fact WHERE reading = :reading
