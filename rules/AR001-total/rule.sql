/*---
id: AR001
category: arithmetic
level: error
title: a total against its parts
why: >
  A total row is the sum of its column, or it is not the total.
since: 0.1.0
priority: 5
needs: {relations: [sum]}
---*/
WITH part AS (
  SELECT r.claim AS total, o.id, o.low, o.high, o.number, o.unit, o.operator, o.exact, o.role,
         (o.block = t.block AND coalesce(o.row, -1) = coalesce(t.row, -1)) AS beside
  FROM relation r JOIN claim t ON t.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'sum'
),
summed AS (
  SELECT total, sum(low) AS low, sum(high) AS high, sum(number) AS number, count(*) AS n, min(exact) AS exact,
         min(unit) AS unit, min(unit) = max(unit) AND count(unit) = count(*) AND count(number) = count(*) AND min(operator = '=') AS usable,
         max(beside) AS beside
  FROM part GROUP BY total
),
judged AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.exact, s.*, agrees(c.low, c.high, c.operator, s.low, s.high) AS agreed
  FROM summed s JOIN claim c ON c.id = s.total
  WHERE s.usable AND s.n > 1 AND c.number IS NOT NULL AND c.unit = s.unit AND c.role = 'measured' AND s.beside = 0 AND c.attribute IS NOT 'effort'
)
SELECT j.id AS claim, p.id AS other, CASE WHEN j.agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       format('total is "%s" but its %d parts come to %s', j.written, j.n, fmt(j.number, j.unit)) AS message,
       fmt(j.number, j.unit) AS expected, j.written AS actual, 'the column, added up again' AS settle
FROM judged j JOIN part p ON p.total = j.id
WHERE j.agreed IS NOT NULL
ORDER BY 1, 2
