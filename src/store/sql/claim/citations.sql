SELECT id, value, coalesce(qualifier, ''), role FROM claim
WHERE document = :document AND family = 'citation' AND attribute = 'path' AND value IS NOT NULL
ORDER BY id
