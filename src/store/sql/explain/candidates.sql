-- Facts about the same as the claim, or as what it was held against, that were not.
WITH asked AS (
  SELECT subject, attribute FROM claim WHERE id = :claim AND subject <> '' AND attribute <> ''
  UNION
  SELECT m.subject, c.attribute FROM subject_match m JOIN claim c ON c.id = m.claim WHERE m.claim = :claim AND c.attribute <> ''
  UNION
  SELECT f.subject, f.attribute FROM finding_other o JOIN fact f ON f.id = o.fact WHERE o.finding = :finding
)
SELECT i.path, a.sha256, f.line, f."column", f.pointer, f.text, coalesce(b.bound, 0), b.reason, f.state, count(*) OVER ()
FROM asked q /*scan*/
CROSS JOIN fact f ON f.subject = q.subject AND f.attribute = q.attribute
JOIN reading r ON r.id = f.reading JOIN intake i ON i.id = r.intake JOIN artifact a ON a.id = i.artifact
LEFT JOIN binding b ON b.document = :document AND b.reading = f.reading
WHERE f.id NOT IN (SELECT fact FROM finding_other WHERE finding = :finding AND fact IS NOT NULL)
  AND f.id NOT IN (SELECT fact FROM verdict_evidence WHERE claim = :claim AND fact IS NOT NULL)
ORDER BY coalesce(b.bound, 0) DESC, i.path, f.line, f.id
LIMIT 8
