/*---
id: NU001
category: number
level: error
title: a figure against evidence, at its printed precision
why: >
  "0.39 %" stands for everything that rounds or is cut to it; a measurement outside of that is another figure.
since: 0.1.0
priority: 10
needs: {families: [figure, duration, percent], attributes: ["*"]}
---*/
WITH parts AS MATERIALIZED (
  -- Artifacts of one kind tell of one part of the deployment each; their figures add up to the whole, and none is the whole.
  SELECT r.importer, f.attribute, f.unit, sum(f.low) AS low, sum(f.high) AS high
  FROM scope f JOIN reading r ON r.id = f.reading
  WHERE f.document = :document AND f.subject = 'deployment' AND f.state = 'known' AND f.number IS NOT NULL
  GROUP BY r.importer, f.attribute, f.unit HAVING count(DISTINCT f.reading) > 1
),
-- A whole may be told by the sum, the mean or an end of its scenarios, where the tool took another of them.
scenarios AS MATERIALIZED (
  SELECT attribute, unit, sum(low) AS sum_low, sum(high) AS sum_high, avg(low) AS mean_low, avg(high) AS mean_high,
         max(low) AS most_low, max(high) AS most_high, min(low) AS least_low, min(high) AS least_high
  FROM scope WHERE document = :document AND subject LIKE 'scenario:%' AND state = 'known'
  GROUP BY attribute, unit
),
compared AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, f.id AS fact,
         iif(c.attribute LIKE 'latency.%', substr(c.attribute, 9) || ' latency', replace(c.attribute, '_', ' ')) AS name,
         -- A rate is told in the unit in which the report tells it.
         CASE WHEN f.unit = '1/s' AND lower(c.text || c.written) LIKE '%min%' THEN fmt(round(f.number * 60, 2), 'count') || '/min'
              ELSE fmt(f.number, f.unit) END AS found,
         CASE
           -- A test is set to run for a time each scenario; the report may give the time of all of them.
           WHEN c.subject = 'loadtest' AND c.attribute = 'duration' THEN c.high >= f.low AND c.low <= f.high * 1.25 * coalesce(
             (SELECT max(number) FROM scope WHERE document = :document AND attribute = 'count.scenario'), 1)
           WHEN c.subject = 'loadtest' AND agrees(c.low, c.high, c.operator, f.low, f.high) = 0 THEN coalesce((
             SELECT agrees(c.low, c.high, c.operator, sum_low, sum_high) OR agrees(c.low, c.high, c.operator, mean_low, mean_high)
                 OR agrees(c.low, c.high, c.operator, most_low, most_high) OR agrees(c.low, c.high, c.operator, least_low, least_high)
             FROM scenarios s WHERE s.attribute = c.attribute AND s.unit = c.unit), 0)
           ELSE agrees(c.low, c.high, c.operator, f.low, f.high) OR coalesce(agrees(c.low, c.high, c.operator, w.low, w.high), 0)
         END AS agreed, w.importer IS NOT NULL AS part, format('%s; the evidence has %s, %s', reads(coalesce(c.written, c.text), c.operator, c.low, c.high, c.unit), fmt(f.number, f.unit),
                apart(c.low, c.high, f.low, f.high, c.unit)) AS working
  FROM claim c -- as the view pair, in the one order that is fast for long reports
  CROSS JOIN subject_match m ON m.claim = c.id
  CROSS JOIN fact f ON f.subject = m.subject AND f.attribute = c.attribute
  CROSS JOIN binding b ON b.document = :document AND b.reading = f.reading AND b.bound
  CROSS JOIN reading r ON r.id = f.reading
  LEFT JOIN parts w ON f.subject = 'deployment' AND w.importer = r.importer AND w.attribute = f.attribute AND w.unit IS f.unit
  WHERE c.document = :document AND c.role = 'measured' AND c.family IN ('figure', 'duration', 'percent') AND f.state = 'known'
    AND c.number IS NOT NULL AND f.number IS NOT NULL AND c.unit = f.unit
    AND coalesce(c.qualifier, '') IN ('', 'overall', 'total', 'aggregate')
),
both AS MATERIALIZED (SELECT *, max(agreed) OVER (PARTITION BY id) AS any_agreed FROM compared)
SELECT id AS claim, fact, 'contradicted' AS verdict,
       format('%s is "%s" but the evidence has %s', name, written, found) AS message,
       found AS expected, written AS actual, 'the artifact that the figure was taken from' AS settle, working
FROM both
WHERE agreed = 0 AND NOT part AND any_agreed = 0
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL, working FROM both WHERE agreed = 1
ORDER BY 1, 2
