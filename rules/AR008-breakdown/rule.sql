/*---
id: AR008
category: arithmetic
level: error
title: a number against the parts given for it
why: >
  "14 (6 + 7)" and "15 + 8 = 24" carry their own proof, and it fails.
since: 0.1.0
priority: 6
needs: {relations: [sum]}
---*/
WITH sums AS (
  SELECT c.id, c.unit, c.role, coalesce(c.written, c.text) AS written, count(*) AS parts, total(p.number) AS number,
         terms(p.number, p.unit) AS added,
         agrees(c.low, c.high, c.operator, total(p.low), total(p.high)) AS agreed,
         max(p.operator <> '=' OR p.number IS NULL) AS vague,
         -- Parts in a row with commas may overlap, or be only the ones worth a word; of "6 of 9" some may be neither well nor failed. Not
         -- so tests that passed and tests that failed.
         c.text NOT LIKE '%+%' AND NOT (c.attribute = 'tests.total' AND min(p.attribute LIKE 'tests.%'))
           AND (c.text LIKE '%(%, %' OR (c.text LIKE '% of %' AND total(p.number) < c.number) OR c.text LIKE '%(% and %' OR c.text LIKE '%: %, %' OR c.text LIKE '%: % and %') AS loose
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim p ON p.id = r.other
  WHERE r.document = :document AND r.kind = 'sum' AND p.block = c.block AND p.row IS c.row AND c.attribute IS NOT 'effort'
    AND c.operator IN ('=', '>=') AND c.role IN ('measured', 'estimate', 'plan')
  GROUP BY c.id
)
SELECT s.id AS claim, r.other, 'contradicted' AS verdict, iif(s.role = 'measured' AND NOT s.loose, 'error', 'warning') AS level,
       format('"%s" is said to be made of %d parts, which add up to %s', s.written, s.parts, fmt(s.number, s.unit)) AS message,
       fmt(s.number, s.unit) AS expected, s.written AS actual, 'the parts, counted again' AS settle,
       format('%s = %s, not %s', s.added, fmt(s.number, s.unit), s.written) AS working
FROM sums s JOIN relation r ON r.claim = s.id AND r.kind = 'sum'
WHERE s.agreed = 0 AND NOT s.vague
UNION ALL
SELECT s.id, r.other, 'supported', NULL, NULL, NULL, NULL, NULL, format('%s = %s', s.added, fmt(s.number, s.unit))
FROM sums s JOIN relation r ON r.claim = s.id AND r.kind = 'sum'
WHERE s.agreed = 1 AND NOT s.vague AND s.role = 'measured'
ORDER BY 1, 2
