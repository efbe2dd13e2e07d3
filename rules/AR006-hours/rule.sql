/*---
id: AR006
category: arithmetic
level: error
title: hours of a plan against the hours of its steps
why: >
  A phase of eight hours with steps of eight and a half is planned wrongly.
since: 0.1.0
priority: 5
needs: {relations: [sum]}
---*/
WITH part AS (
  SELECT r.claim AS total, o.id, o.number, o.low, o.high, o.unit, o.operator
  FROM relation r JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'sum' AND o.attribute = 'effort'
),
summed AS (
  SELECT total, sum(number) AS number, count(*) AS n,
         count(number) = count(*) AND min(unit = 's') AND min(operator = '=') AS usable
  FROM part GROUP BY total
),
judged AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, s.*,
         CASE WHEN c.operator = '=' THEN abs(c.number - s.number) < 30
              WHEN c.operator IN ('>', '>=') THEN s.number >= c.number - 30
              WHEN c.operator IN ('~', '..') THEN agrees(c.low, c.high, c.operator, s.number, s.number) END AS agreed
  FROM summed s JOIN claim c ON c.id = s.total
  WHERE s.usable AND s.n > 1 AND c.attribute = 'effort' AND c.number IS NOT NULL
)
SELECT j.id AS claim, p.id AS other, CASE WHEN j.agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       format('"%s" is planned but its %d steps come to %g hours', j.written, j.n, j.number / 3600) AS message,
       format('%g hours', j.number / 3600) AS expected, j.written AS actual, 'the steps, added up again' AS settle
FROM judged j JOIN part p ON p.total = j.id
WHERE j.agreed IS NOT NULL
ORDER BY 1, 2
