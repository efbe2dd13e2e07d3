DELETE FROM verdict_evidence WHERE fact IN (SELECT id FROM fact WHERE reading = :reading)
