-- Which kinds of evidence in scope have the attribute of a claim, whatever they say it of.
SELECT DISTINCT f.subject
FROM claim c CROSS JOIN binding b ON b.document = c.document AND b.bound = 1 CROSS JOIN fact f ON f.reading = b.reading
WHERE c.id = :claim AND f.attribute = c.attribute
ORDER BY f.subject LIMIT 8
