/*---
id: AR003
category: arithmetic
level: error
title: an aggregate against the rows it sums up
why: >
  A total is the sum of its rows, a percentile or a rate lies between the smallest and the largest of them, and a throughput is their sum,
  some mean, smallest or largest. A figure that is none of these was taken from somewhere else.
since: 0.1.0
priority: 5
needs: {relations: [aggregate]}
---*/
WITH part AS (
  SELECT r.claim AS whole, o.id, o.block, o.low, o.high, o.number, o.unit, o.operator, o.role,
         -- Weights for a mean over requests.
         (SELECT w.number FROM claim w WHERE w.document = :document AND w.block = o.block AND w.row = o.row AND w.attribute = 'requests'
          AND w.role = 'measured' LIMIT 1) AS weight,
         (SELECT s.top FROM section s WHERE s.id = o.section) AS top
  FROM relation r JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'aggregate'
), rows_of AS (
  SELECT whole, min(top) AS top, count(*) AS n, sum(number) AS total, sum(low) AS total_low, sum(high) AS total_high, avg(number) AS mean,
         terms(number, unit) AS added,
         avg(low) AS mean_low, avg(high) AS mean_high, min(low) AS min_low, min(high) AS min_high,
         max(low) AS max_low, max(high) AS max_high, min(number) AS least, max(number) AS most, max(high - low) / 2 AS slack,
         count(weight) = count(*) AND sum(weight) > 0 AS weighable,
         sum(number * weight) / sum(weight) AS weighted, iif(min(number) > 0, sum(weight) / sum(weight / number), NULL) AS in_turn,
         min(unit) AS unit,
         min(unit) = max(unit) AND count(unit) = count(*) AND count(number) = count(*) AND min(operator = '=')
           AND min(role = 'measured') AS usable
  FROM part GROUP BY whole
), judged AS (
  SELECT c.id, c.attribute, coalesce(c.written, c.text) AS written, r.*,
         -- A rate is told in the unit in which the report tells it.
         r.unit = '1/s' AND lower(c.text || c.written) LIKE '%min%' AS by_minute,
         CASE
           WHEN c.attribute IN ('requests', 'errors') OR c.attribute LIKE 'count.%' OR c.attribute LIKE 'tests.%' THEN 'sum'
           WHEN c.attribute = 'throughput' THEN 'throughput'
           WHEN c.attribute LIKE 'latency.%' OR c.unit = 'ratio' THEN 'between'
         END AS how,
         agrees(c.low, c.high, c.operator, r.total_low, r.total_high) AS is_total,
         agrees(c.low, c.high, c.operator, r.mean_low, r.mean_high) OR agrees(c.low, c.high, c.operator, r.min_low, r.min_high)
           OR agrees(c.low, c.high, c.operator, r.max_low, r.max_high)
           -- Weighted by requests, side by side or one after the other.
           OR (r.weighable AND (agrees(c.low, c.high, c.operator, r.weighted - r.slack, r.weighted + r.slack)
                                OR coalesce(agrees(c.low, c.high, c.operator, r.in_turn - r.slack, r.in_turn + r.slack), 0))) AS is_one,
         c.high >= r.min_low AND c.low <= r.max_high AS is_between,
         c.high >= r.min_low AND c.low <= r.total_high AS is_possible
  FROM rows_of r JOIN claim c ON c.id = r.whole
  -- The whole is told in the chapter of the rows, or where the report sums itself up; another chapter has its own tests.
  LEFT JOIN section x ON x.id = c.section LEFT JOIN section t ON t.id = x.top
  WHERE (c.section IS NULL OR x.top = r.top OR x.level = 1 OR EXISTS (
           SELECT 1 FROM (VALUES ('summary'), ('overview'), ('highlight'), ('tl;dr'), ('conclusion'), ('result'), ('status'),
                                 ('outcome')) AS w
           WHERE lower(x.title || ' ' || t.title) LIKE '%' || w.column1 || '%'))
    AND r.usable AND r.n > 1 AND c.number IS NOT NULL AND c.unit = r.unit AND c.operator = '=' AND c.role = 'measured'
), shown AS (
  SELECT *, CASE how WHEN 'sum' THEN is_total WHEN 'throughput' THEN is_total OR is_one WHEN 'between' THEN is_between END AS agreed,
         iif(by_minute, fmt(round(total * 60, 2), 'count') || '/min', fmt(total, unit)) AS total_shown,
         iif(by_minute, fmt(round(mean * 60, 2), 'count') || '/min', fmt(mean, unit)) AS mean_shown,
         iif(by_minute, fmt(round(most * 60, 2), 'count') || '/min', fmt(most, unit)) AS most_shown
  FROM judged
)
SELECT t.id AS claim, p.id AS other, CASE WHEN t.agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       CASE WHEN t.how = 'throughput' AND t.is_possible THEN 'warning' END AS level,
       CASE t.how
         WHEN 'sum' THEN format('%s is "%s" but its %d rows come to %s', replace(t.attribute, '_', ' '), t.written, t.n, t.total_shown)
         WHEN 'throughput' THEN format('throughput is "%s" but its %d rows give a sum of %s, a mean of %s and a largest of %s', t.written,
                                       t.n, t.total_shown, t.mean_shown, t.most_shown)
         ELSE format('%s is "%s" but its %d rows lie between %s and %s',
                     iif(t.attribute LIKE 'latency.%', substr(t.attribute, 9) || ' latency', replace(t.attribute, '_', ' ')),
                     t.written, t.n, fmt(t.least, t.unit), fmt(t.most, t.unit))
       END AS message,
       CASE t.how WHEN 'sum' THEN t.total_shown WHEN 'throughput' THEN format('%s in all, %s on average', t.total_shown, t.mean_shown)
                  ELSE format('%s to %s', fmt(t.least, t.unit), fmt(t.most, t.unit)) END AS expected,
       t.written AS actual, 'the results that the rows were taken from' AS settle,
       CASE t.how
         WHEN 'between' THEN format('%d rows, from %s to %s; the whole lies between them', t.n, fmt(t.least, t.unit), fmt(t.most, t.unit))
         WHEN 'sum' THEN format('%s = %s', t.added, t.total_shown)
         ELSE format('%s = %s, divided by %d rows: %s', t.added, t.total_shown, t.n, t.mean_shown) END AS working
FROM shown t JOIN part p ON p.whole = t.id
WHERE t.agreed IS NOT NULL
ORDER BY 1, 2
