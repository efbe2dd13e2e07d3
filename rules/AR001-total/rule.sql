/*---
id: AR001
category: arithmetic
level: error
title: a total against the rows above it
why: >
  A total row says that its column adds up. Where it does not, the total or one of its rows is wrong.
since: 0.1.0
priority: 5
needs: {relations: [sum]}
---*/
WITH sums AS (
  SELECT c.id, c.block, c.row, c.attribute, c.role, c.unit, coalesce(c.written, c.text) AS written, count(*) AS parts,
         total(p.number) AS number, terms(p.number, p.unit) AS added, agrees(c.low, c.high, c.operator, total(p.low), total(p.high)) AS agreed,
         max(c.operator NOT IN ('=', '>=') OR p.operator <> '=' OR p.role <> c.role OR p.number IS NULL) AS vague
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim p ON p.id = r.other
  WHERE r.document = :document AND r.kind = 'sum' AND (p.block <> c.block OR p.row IS NOT c.row) AND c.attribute IS NOT 'effort'
    AND c.role IN ('measured', 'estimate', 'plan')
  GROUP BY c.id
)
SELECT s.id AS claim, r.other, 'contradicted' AS verdict,
       -- Things that several rows share are counted once in a total. Where another column of the row adds up, or what is counted cannot be
       -- shared, the row is a sum.
       CASE WHEN s.role = 'measured' AND (s.attribute IN ('requests', 'errors', 'cost') OR s.attribute LIKE 'tests.%' OR EXISTS (
              SELECT 1 FROM sums o WHERE o.block = s.block AND o.row = s.row AND o.id <> s.id AND o.agreed = 1 AND o.number > 0))
            THEN 'error' ELSE 'warning' END AS level,
       format('total is "%s" but its %d %s add up to %s', s.written, s.parts, iif(s.row IS NULL, 'parts', 'rows'),
              fmt(s.number, s.unit)) AS message,
       fmt(s.number, s.unit) AS expected, s.written AS actual, 'the rows, added again at their source' AS settle,
       format('%s = %s, not %s', s.added, fmt(s.number, s.unit), s.written) AS working
FROM sums s JOIN relation r ON r.claim = s.id AND r.kind = 'sum'
WHERE s.agreed = 0 AND NOT s.vague
UNION ALL
SELECT s.id, r.other, 'supported', NULL, NULL, NULL, NULL, NULL, format('%s = %s', s.added, fmt(s.number, s.unit))
FROM sums s JOIN relation r ON r.claim = s.id AND r.kind = 'sum'
WHERE s.agreed = 1 AND NOT s.vague AND s.role = 'measured'
ORDER BY 1, 2
