/*---
id: AR005
category: arithmetic
level: error
title: things, rate and duration that cannot all be true
why: >
  18,000 requests at 600 a minute take half an hour, not the five minutes that the test is said to have run.
since: 0.1.0
needs: {families: [duration], relations: [rate]}
---*/
WITH implied AS (
  SELECT c.id AS things, o.id AS rate, c.number / o.number AS seconds, c.line, c.row
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'rate' AND c.number > 0 AND o.number > 0 AND o.unit = '1/s' AND c.operator = '=' AND o.operator = '='
    AND c.role = 'measured' AND o.role = 'measured'
),
-- The rows of a table measure one run each; a sentence about all of them may add up what ran side by side.
span AS (
  SELECT min(seconds) AS least, max(seconds) AS most FROM implied
  WHERE row IS NOT NULL OR NOT EXISTS (SELECT 1 FROM implied WHERE row IS NOT NULL)
),
ran AS (
  SELECT id, number, low, high, text AS written FROM claim
  WHERE document = :document AND family = 'duration' AND subject = 'loadtest' AND attribute = 'duration' AND role = 'measured' AND number > 0
    AND operator = '='
)
SELECT d.id AS claim, i.things AS other, 'contradicted' AS verdict,
       CASE WHEN s.least = s.most
            THEN format('duration is "%s" but the requests and rates given take %s', d.written, fmt(round(s.least), 's'))
            ELSE format('duration is "%s" but the requests and rates given take %s to %s', d.written, fmt(round(s.least), 's'), fmt(round(s.most), 's'))
       END AS message,
       fmt(round(s.least), 's') AS expected, d.written AS actual, 'start and end of the test, from its own output' AS settle
FROM ran d JOIN span s JOIN implied i
-- Twice is beyond warm-up and rounding, in the same direction for every row.
WHERE s.least > 2 * d.high OR s.most * 2 < d.low
ORDER BY 1, i.line, 2
