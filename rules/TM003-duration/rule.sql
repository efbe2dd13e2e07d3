/*---
id: TM003
category: time
level: error
title: a duration against its start and end
why: >
  From ten to half past ten are thirty minutes, not two and a half hours.
since: 0.1.0
needs: {families: [duration], relations: [start]}
---*/
WITH three AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.low, c.high, c.operator, s.id AS start_id, e.id AS end_id,
         coalesce(s.written, s.text) AS s_written, coalesce(e.written, e.text) AS e_written,
         (e.low - s.high) / 1e6 AS least, (e.high - s.low) / 1e6 AS most, (e.low - s.low) / 1e6 AS length,
         format('%s - %s = %s; %s', fmt(e.low, 'time'), fmt(s.low, 'time'), fmt((e.low - s.low) / 1e6, 's'),
                reads(coalesce(c.written, c.text), c.operator, c.low, c.high, 's')) AS working
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim s ON s.id = r.other
  JOIN relation q ON q.claim = c.id AND q.kind = 'end' JOIN claim e ON e.id = q.other
  WHERE r.document = :document AND r.kind = 'start' AND c.family = 'duration' AND c.low IS NOT NULL AND s.unit = 'time' AND e.unit = 'time'
    AND c.role = 'measured' AND s.role = 'measured' AND e.role = 'measured' AND c.operator IN ('=', '~', '..') AND s.operator = '='
    AND e.operator = '='
), judged AS (
  SELECT *, agrees(low, high, operator, max(least, 0), most) AS agreed,
         -- People round the minutes of a working day, and clock times too.
         agrees(low, high, '~', max(least - max(300, length / 10), 0), most + max(300, length / 10)) AS near
  FROM three WHERE most > 0
), sides AS (
  SELECT *, start_id AS other, 0 AS ord FROM judged UNION ALL SELECT *, end_id, 1 FROM judged
)
SELECT id AS claim, other, iif(agreed, 'supported', 'contradicted') AS verdict,
       format('duration is "%s" but from "%s" to "%s" it is %s', written, s_written, e_written, fmt(length, 's')) AS message,
       fmt(length, 's') AS expected, written AS actual, 'start and end, from the log' AS settle, working
FROM sides
WHERE agreed OR near = 0
ORDER BY 1, ord
