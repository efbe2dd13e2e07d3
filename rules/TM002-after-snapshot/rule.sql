/*---
id: TM002
category: time
level: error
title: something that has happened, after the report was written
why: >
  A report cannot tell of an end that lies after its own time.
since: 0.1.0
needs: {families: [time], relations: [snapshot]}
---*/
WITH both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.low, c.high, o.id AS other,
         coalesce(o.written, o.text) AS o_written, o.low AS o_low, o.high AS o_high,
         -- A date may be the day of any zone; a time is one.
         iif(o.high - o.low >= 3600000000.0 OR c.high - c.low >= 3600000000.0, 50400000000.0, 0.0) AS slack
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'snapshot' AND c.role = 'measured' AND c.unit = 'time' AND o.unit = 'time'
    AND c.low IS NOT NULL AND o.high IS NOT NULL AND c.qualifier IS NOT 'clock'
), late AS (
  SELECT *, count(*) OVER () AS n, row_number() OVER (ORDER BY low DESC, id) AS back FROM both WHERE low >= o_high + slack AND low > o_low
)
-- One or a few late times are wrong themselves; where many are late it is the report's own time that was not kept up.
SELECT id AS claim, other, 'contradicted' AS verdict, iif(slack > 0 OR n > 3, 'warning', NULL) AS level,
       CASE WHEN n > 3 THEN format('"%s" and %d more times are after the report''s own time, "%s"', written, n - 1, o_written)
            ELSE format('"%s" is %s after the report''s own time, "%s"', written, fmt((low - o_low) / 1e6, 's'), o_written) END AS message,
       format('not after %s', o_written) AS expected, written AS actual, 'when the report was written, or when it really happened' AS settle,
       format('%s - %s = %s', fmt(low, 'time'), fmt(o_low, 'time'), fmt((low - o_low) / 1e6, 's')) AS working
FROM late
WHERE n <= 3 OR back = 1
ORDER BY 1, 2
