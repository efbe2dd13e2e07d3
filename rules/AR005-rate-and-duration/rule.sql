/*---
id: AR005
category: arithmetic
level: error
title: the length of a test against its requests and their rate
why: >
  18,000 requests at 600 a minute take half an hour, not the five minutes that the test is said to have run.
since: 0.1.0
needs: {families: [duration], relations: [rate]}
---*/
WITH rated AS (
  SELECT q.id, q.row, q.subject, q.number / t.number AS seconds, q.operator <> '=' OR t.operator <> '=' AS vague
  FROM relation r JOIN claim q ON q.id = r.claim JOIN claim t ON t.id = r.other
  WHERE r.document = :document AND r.kind = 'rate' AND q.role = 'measured' AND t.role = 'measured' AND t.number > 0 AND q.number > 0
), scenarios AS (
  SELECT coalesce(max(number), 1) AS n FROM claim WHERE document = :document AND attribute = 'count.scenario' AND role = 'measured'
), implied AS (
  -- Each row of the results that stand in the chapter of the duration …
  SELECT d.id, q.id AS requests, q.seconds, q.vague, 1 AS runs, 0 AS in_text
  FROM relation r JOIN claim d ON d.id = r.claim JOIN rated q ON q.id = r.other
  WHERE r.document = :document AND r.kind = 'duration-of'
  UNION ALL
  -- … or what the text says of the whole, where the report has no rows. A duration may be that of each scenario.
  SELECT d.id, q.id, q.seconds, q.vague, (SELECT n FROM scenarios), 1
  FROM rated q JOIN claim d ON d.document = :document AND d.family = 'duration' AND d.attribute = 'duration' AND d.subject = q.subject
  WHERE q.row IS NULL AND q.subject = 'loadtest' AND NOT EXISTS (SELECT 1 FROM rated t WHERE t.row IS NOT NULL)
), told AS (
  -- Runs one after the other take the sum of their times, side by side the longest of them. Twice is beyond warm-up and rounding.
  SELECT d.id, d.text AS written, count(*) AS n, min(i.seconds) AS shortest, max(i.seconds) AS longest, max(i.in_text) AS in_text,
         2 * max(i.runs) * d.high < min(i.seconds) OR d.low > 2 * total(i.seconds) AS wrong, max(i.vague) AS vague
  FROM implied i JOIN claim d ON d.id = i.id
  WHERE d.operator = '=' AND d.role = 'measured' AND d.number > 0
  GROUP BY d.id
)
SELECT t.id AS claim, i.requests AS other, 'contradicted' AS verdict, iif(t.in_text, 'warning', NULL) AS level,
       format('duration is "%s" but the requests and rates given take %s', t.written,
              iif(round(t.shortest) = round(t.longest), fmt(round(t.shortest), 's'),
                  format('%s to %s', fmt(round(t.shortest), 's'), fmt(round(t.longest), 's')))) AS message,
       fmt(round(t.shortest), 's') AS expected, t.written AS actual, 'start and end of the test, from its own output' AS settle
FROM told t JOIN implied i ON i.id = t.id
WHERE t.wrong AND NOT t.vague
ORDER BY 1, 2
