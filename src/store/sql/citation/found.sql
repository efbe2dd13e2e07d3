SELECT DISTINCT x.found_path FROM claim c JOIN citation x ON x.claim = c.id
WHERE c.document = :document AND c.family = 'citation' AND x.outcome = 'exact'
ORDER BY c.id
