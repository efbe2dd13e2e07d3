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
WITH both AS (
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
             -- A whole may be told by the sum, the mean or an end of its scenarios, where the tool took another of them.
             SELECT agrees(c.low, c.high, c.operator, sum(s.low), sum(s.high)) OR agrees(c.low, c.high, c.operator, avg(s.low), avg(s.high))
                 OR agrees(c.low, c.high, c.operator, max(s.low), max(s.high)) OR agrees(c.low, c.high, c.operator, min(s.low), min(s.high))
             FROM scope s
             WHERE s.document = :document AND s.subject LIKE 'scenario:%' AND s.attribute = c.attribute AND s.unit = c.unit
               AND s.state = 'known'), 0)
           ELSE agrees(c.low, c.high, c.operator, f.low, f.high)
         END AS agreed, format('%s; the evidence has %s, %s', reads(coalesce(c.written, c.text), c.operator, c.low, c.high, c.unit), fmt(f.number, f.unit),
                apart(c.low, c.high, f.low, f.high, c.unit)) AS working
  FROM claim c JOIN pair p ON p.claim = c.id JOIN fact f ON f.id = p.fact
  WHERE p.document = :document AND c.document = :document AND c.family IN ('figure', 'duration', 'percent') AND f.state = 'known'
    AND c.number IS NOT NULL AND f.number IS NOT NULL AND c.unit = f.unit
    AND coalesce(c.qualifier, '') IN ('', 'overall', 'total', 'aggregate')
)
SELECT id AS claim, fact, 'contradicted' AS verdict,
       format('%s is "%s" but the evidence has %s', name, written, found) AS message,
       found AS expected, written AS actual, 'the artifact that the figure was taken from' AS settle, working
FROM both b
WHERE agreed = 0 AND NOT EXISTS (SELECT 1 FROM both e WHERE e.id = b.id AND e.agreed = 1)
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL, working FROM both WHERE agreed = 1
ORDER BY 1, 2
