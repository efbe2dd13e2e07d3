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
WITH rated AS MATERIALIZED (
  SELECT q.id, q.row, q.subject, q.number / t.number AS seconds,
         format('%s / %s = %s', fmt(q.number, 'count'), fmt(t.number, '1/s'), fmt(round(q.number / t.number), 's')) AS working, q.operator <> '=' OR t.operator <> '=' AS vague
  FROM relation r JOIN claim q ON q.id = r.claim JOIN claim t ON t.id = r.other
  WHERE r.document = :document AND r.kind = 'rate' AND q.role = 'measured' AND t.role = 'measured' AND t.number > 0 AND q.number > 0
), scenarios AS (
  SELECT coalesce(max(number), 1) AS n FROM claim WHERE document = :document AND attribute = 'count.scenario' AND role = 'measured'
), in_text AS MATERIALIZED (
  SELECT id, seconds, working, vague, row_number() OVER (ORDER BY id) AS nth
  FROM rated WHERE row IS NULL AND subject = 'loadtest' AND NOT EXISTS (SELECT 1 FROM rated t WHERE t.row IS NOT NULL)
), implied AS (
  -- The rows of the results that stand in the chapter of the duration …
  SELECT r.claim AS id, min(q.seconds) AS shortest, max(q.seconds) AS longest, total(q.seconds) AS whole, max(q.vague) AS vague, 1 AS runs,
         0 AS in_text
  FROM relation r JOIN rated q ON q.id = r.other
  WHERE r.document = :document AND r.kind = 'duration-of'
  GROUP BY r.claim
  UNION ALL
  -- … or what the text says of the whole, where the report has no rows. A duration may be that of each scenario.
  SELECT d.id, w.shortest, w.longest, w.whole, w.vague, (SELECT n FROM scenarios), 1
  FROM (SELECT count(*) AS n, min(seconds) AS shortest, max(seconds) AS longest, total(seconds) AS whole, max(vague) AS vague FROM in_text) w
  JOIN claim d ON d.document = :document AND d.family = 'duration' AND d.attribute = 'duration' AND d.subject = 'loadtest'
  WHERE w.n > 0
), told AS MATERIALIZED (
  -- Runs one after the other take the sum of their times, side by side the longest of them. Twice is beyond warm-up and rounding.
  SELECT d.id, d.text AS written, min(i.shortest) AS shortest, max(i.longest) AS longest, max(i.in_text) AS in_text,
         2 * max(i.runs) * d.high < min(i.shortest) OR d.low > 2 * total(i.whole) AS wrong, max(i.vague) AS vague
  FROM implied i JOIN claim d ON d.id = i.id
  WHERE d.operator = '=' AND d.role = 'measured' AND d.number > 0
  GROUP BY d.id
), proof AS (
  SELECT r.claim AS id, q.id AS requests, q.working
  FROM relation r JOIN rated q ON q.id = r.other WHERE r.document = :document AND r.kind = 'duration-of'
  UNION
  SELECT t.id, q.id, q.working FROM told t CROSS JOIN in_text q ON q.nth <= 8 WHERE t.in_text -- a few are proof enough
)
SELECT t.id AS claim, i.requests AS other, 'contradicted' AS verdict, iif(t.in_text, 'warning', NULL) AS level,
       format('duration is "%s" but the requests and rates given take %s', t.written,
              iif(round(t.shortest) = round(t.longest), fmt(round(t.shortest), 's'),
                  format('%s to %s', fmt(round(t.shortest), 's'), fmt(round(t.longest), 's')))) AS message,
       fmt(round(t.shortest), 's') AS expected, t.written AS actual, 'start and end of the test, from its own output' AS settle,
       format('%s; "%s" is said', i.working, t.written) AS working
FROM told t JOIN proof i ON i.id = t.id
WHERE t.wrong AND NOT t.vague
ORDER BY 1, 2
