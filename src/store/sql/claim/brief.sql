SELECT coalesce(c.subject, ''), coalesce(c.attribute, ''), c.family, c.text, coalesce(s.title, ''), c.document
FROM claim c LEFT JOIN section s ON s.id = c.section WHERE c.id = :claim
