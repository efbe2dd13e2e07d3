/*---
id: AR003
category: arithmetic
level: error
title: an aggregate against the rows it sums up
why: >
  A total is the sum of its rows, a percentile or a rate lies between the smallest and the largest of them, and a throughput is their sum,
  mean, smallest or largest.
since: 0.1.0
priority: 5
needs: {relations: [aggregate]}
---*/
WITH part AS (
  SELECT r.claim AS whole, o.id, o.attribute, o.low, o.high, o.number, o.unit, o.operator, o.role,
         (SELECT w.number FROM claim w WHERE w.document = :document AND w.block = o.block AND w.row = o.row AND w.attribute = 'requests'
          AND w.number IS NOT NULL LIMIT 1) AS weight
  FROM relation r JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'aggregate'
),
rows_of AS (
  SELECT whole, count(*) AS n, sum(number) AS total, sum(low) AS total_low, sum(high) AS total_high, avg(number) AS mean,
         avg(low) AS mean_low, avg(high) AS mean_high,
         min(low) AS min_low, max(high) AS max_high, min(number) AS least, max(number) AS most,
         max(CASE WHEN number = (SELECT max(p.number) FROM part p WHERE p.whole = part.whole) THEN low END) AS most_low,
         min(high) AS least_high,
         CASE WHEN count(weight) = count(*) AND sum(weight) > 0 THEN sum(number * weight) / sum(weight) END AS weighted,
         CASE WHEN count(weight) = count(*) AND sum(weight) > 0 THEN sum(low * weight) / sum(weight) END AS weighted_low,
         CASE WHEN count(weight) = count(*) AND sum(weight) > 0 THEN sum(high * weight) / sum(weight) END AS weighted_high,
         min(unit) AS unit,
         min(unit) = max(unit) AND count(unit) = count(*) AND count(number) = count(*) AND min(operator = '=') AND min(role = 'measured') AS usable
  FROM part GROUP BY whole
),
judged AS (
  SELECT c.id, c.attribute, coalesce(c.written, c.text) AS written, r.*,
         -- A rate is told in the unit in which the report tells it.
         iif(r.unit = '1/s' AND lower(c.text || c.written) LIKE '%min%', 60, 1) AS scale,
         iif(r.unit = '1/s' AND lower(c.text || c.written) LIKE '%min%', 'count', r.unit) AS shown,
         iif(r.unit = '1/s' AND lower(c.text || c.written) LIKE '%min%', '/min', '') AS per,
         CASE
           WHEN c.attribute IN ('requests', 'errors') OR c.attribute LIKE 'count.%' OR c.attribute LIKE 'tests.%' THEN 'sum'
           WHEN c.attribute = 'throughput' THEN 'throughput'
           WHEN c.attribute LIKE 'latency.%' OR c.unit = 'ratio' THEN 'between'
         END AS how,
         agrees(c.low, c.high, c.operator, r.total_low, r.total_high) AS is_total,
         agrees(c.low, c.high, c.operator, r.mean_low, r.mean_high) OR agrees(c.low, c.high, c.operator, r.min_low, r.least_high)
           OR agrees(c.low, c.high, c.operator, r.most_low, r.max_high)
           OR coalesce(agrees(c.low, c.high, c.operator, r.weighted_low, r.weighted_high), 0) AS is_one,
         c.high >= r.min_low AND c.low <= r.max_high AS is_between,
         c.high >= r.min_low AND c.low <= r.total_high AS is_possible
  FROM rows_of r JOIN claim c ON c.id = r.whole
  WHERE r.usable AND r.n > 1 AND c.number IS NOT NULL AND c.unit = r.unit AND c.operator = '=' AND c.role = 'measured'
),
told AS (
  SELECT *, CASE how WHEN 'sum' THEN is_total WHEN 'throughput' THEN is_total OR is_one WHEN 'between' THEN is_between END AS agreed FROM judged
)
SELECT t.id AS claim, p.id AS other, CASE WHEN t.agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       CASE WHEN t.how = 'throughput' AND t.is_possible THEN 'warning' END AS level,
       CASE t.how
         WHEN 'sum' THEN format('%s is "%s" but its %d rows come to %s', replace(t.attribute, '_', ' '), t.written, t.n, fmt(t.total, t.unit))
         WHEN 'throughput' THEN format('throughput is "%s" but its %d rows give a sum of %s, a mean of %s and a largest of %s', t.written, t.n,
                                       fmt(round(t.total * t.scale, 2), t.shown) || t.per, fmt(round(t.mean * t.scale, 2), t.shown) || t.per,
                                       fmt(round(t.most * t.scale, 2), t.shown) || t.per)
         ELSE format('%s is "%s" but its %d rows lie between %s and %s', replace(t.attribute, '_', ' '), t.written, t.n, fmt(t.least, t.unit),
                     fmt(t.most, t.unit))
       END AS message,
       CASE t.how WHEN 'sum' THEN fmt(t.total, t.unit)
                  WHEN 'throughput' THEN format('%s in all, %s on average', fmt(round(t.total * t.scale, 2), t.shown) || t.per,
                                                fmt(round(t.mean * t.scale, 2), t.shown) || t.per)
                  ELSE format('%s to %s', fmt(t.least, t.unit), fmt(t.most, t.unit)) END AS expected,
       t.written AS actual, 'the results that the rows were taken from' AS settle
FROM told t JOIN part p ON p.whole = t.id
WHERE t.agreed IS NOT NULL
ORDER BY 1, 2
