SELECT id, attribute, value FROM claim
WHERE document = :document AND attribute IN ('commit', 'tag') AND family IN ('citation', 'metadata') AND role = 'measured' AND value IS NOT NULL
ORDER BY id
