-- Readings that name a digest that the report names, and how many of them.
SELECT f.reading, count(DISTINCT c.value)
FROM claim c JOIN fact f /*scan*/ ON f.attribute = 'digest' AND f.value = c.value
WHERE c.document = :document AND c.family = 'text' AND c.attribute = 'digest' AND c.role = 'measured' AND length(c.value) >= 64
GROUP BY f.reading
