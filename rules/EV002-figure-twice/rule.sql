/*---
id: EV002
category: evidence
level: warning
title: one figure differs between two artifacts of one release
why: >
  Two artifacts that measured the same thing cannot both be right.
since: 0.1.0
scope: evidence
needs: {attributes: ["latency.*", throughput, error_rate, cache_hit_rate, requests, errors, "tests.*"]}
---*/
WITH every_figure AS (
  SELECT id, reading, subject, attribute, number, low, high, unit,
         iif(attribute LIKE 'latency.%', substr(attribute, 9) || ' latency', replace(attribute, '_', ' ')) AS name
  FROM scope
  WHERE document = :document AND state = 'known' AND number IS NOT NULL
    AND (attribute IN ('throughput', 'error_rate', 'cache_hit_rate', 'requests', 'errors') OR attribute LIKE 'latency.%'
      OR attribute LIKE 'tests.%')
),
-- What one artifact alone tells, however often, is not told twice.
figure AS MATERIALIZED (
  SELECT * FROM (SELECT *, min(reading) OVER alike AS first_told, max(reading) OVER alike AS last_told
                 FROM every_figure WINDOW alike AS (PARTITION BY subject, attribute, unit))
  WHERE first_told < last_told
)
SELECT a.id AS fact, b.id AS other, a.id AS grp,
       format('%s of %s is %s in one artifact and %s in another', a.name, a.subject, fmt(a.number, a.unit),
              fmt(b.number, b.unit)) AS message,
       fmt(b.number, b.unit) AS expected, fmt(a.number, a.unit) AS actual, 'the artifact that the tool wrote itself' AS settle,
       format('%s against %s: %s', fmt(a.number, a.unit), fmt(b.number, b.unit), apart(a.low, a.high, b.low, b.high, a.unit)) AS working
FROM figure a JOIN figure b ON b.subject = a.subject AND b.attribute = a.attribute AND b.unit = a.unit AND b.reading > a.reading
-- One tool rounds where the other does not.
WHERE abs(a.number - b.number) > 0.005 * max(abs(a.number), abs(b.number)) AND agrees(a.low, a.high, '=', b.low, b.high) = 0
ORDER BY 1, 2
