/*---
id: AR008
category: arithmetic
level: error
title: a number against the breakdown beside it
why: >
  "51 registered (28 active + 22 shadow)" does not add up.
since: 0.1.0
priority: 6
needs: {relations: [sum]}
---*/
WITH part AS (
  SELECT r.claim AS total, o.id, o.low, o.high, o.number, o.unit, o.operator,
         (o.block = t.block AND coalesce(o.row, -1) = coalesce(t.row, -1)) AS beside
  FROM relation r JOIN claim t ON t.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'sum'
),
summed AS (
  SELECT total, sum(low) AS low, sum(high) AS high, sum(number) AS number, count(*) AS n, min(unit) AS unit,
         min(unit) = max(unit) AND count(unit) = count(*) AND count(number) = count(*) AND min(operator = '=') AS usable, min(beside) AS beside
  FROM part GROUP BY total
),
judged AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, s.*, agrees(c.low, c.high, c.operator, s.low, s.high) AS agreed
  FROM summed s JOIN claim c ON c.id = s.total
  WHERE s.usable AND s.n > 1 AND c.number IS NOT NULL AND c.unit = s.unit AND s.beside = 1 AND c.attribute IS NOT 'effort'
)
SELECT j.id AS claim, p.id AS other, CASE WHEN j.agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       format('"%s" but what it is made of comes to %s', j.written, fmt(j.number, j.unit)) AS message,
       fmt(j.number, j.unit) AS expected, j.written AS actual, 'the parts, counted again' AS settle
FROM judged j JOIN part p ON p.total = j.id
WHERE j.agreed IS NOT NULL
ORDER BY 1, 2
