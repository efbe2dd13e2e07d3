DELETE FROM finding_other WHERE fact IN (SELECT id FROM fact WHERE reading = :reading)
