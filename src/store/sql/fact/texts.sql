SELECT text, value FROM fact WHERE reading = :reading ORDER BY id
