/*---
id: TM001
category: time
level: error
title: an end before its start
why: >
  Nothing ends before it starts; one of the two times is wrong.
since: 0.1.0
needs: {families: [time], relations: [start]}
---*/
SELECT c.id AS claim, o.id AS other, 'contradicted' AS verdict,
       format('ends at "%s", before it starts at "%s"', coalesce(c.written, c.text), coalesce(o.written, o.text)) AS message,
       format('after %s', coalesce(o.written, o.text)) AS expected, coalesce(c.written, c.text) AS actual,
       'start and end in the log of the step' AS settle,
       format('%s - %s = -%s', fmt(c.low, 'time'), fmt(o.low, 'time'), fmt((o.low - c.low) / 1e6, 's')) AS working
FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
WHERE r.document = :document AND r.kind = 'start' AND c.family = 'time' AND o.family = 'time' AND c.role = 'measured'
  AND o.role = 'measured'  AND c.operator = '=' AND o.operator = '='
  -- Clocks without a date run over midnight.
  AND c.qualifier IS NOT 'clock' AND o.qualifier IS NOT 'clock' AND c.high <= o.low
ORDER BY 1, 2
