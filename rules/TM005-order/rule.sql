/*---
id: TM005
category: time
level: warning
title: a timeline that goes back once
why: >
  A list of events by time reads from early to late. One entry that goes back is at the wrong place, or has the wrong time.
since: 0.1.0
needs: {families: [time], relations: [next]}
---*/
WITH step AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, o.id AS other, coalesce(o.written, o.text) AS o_written,
         c.high <= o.low AS back, c.qualifier = 'clock' AND o.low - c.low > 43200000000.0 AS midnight,
         iif(c.row IS NULL, format('s%d', c.section), format('b%d', c.block)) AS chain
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'next' AND c.role = 'measured' AND o.role = 'measured' AND c.unit = 'time' AND o.unit = 'time'
), counted AS (
  -- More than one step back is another order than that of time; so is what runs over midnight.
  SELECT *, total(back) OVER (PARTITION BY chain) AS backs, count(*) OVER (PARTITION BY chain) AS steps,
         max(midnight) OVER (PARTITION BY chain) AS wraps
  FROM step
)
SELECT id AS claim, other, 'contradicted' AS verdict,
       format('"%s" comes after "%s" in the list but is earlier', written, o_written) AS message, format('not before %s', o_written) AS expected,
       written AS actual, 'the time of the entry, from its source' AS settle
FROM counted
WHERE back AND backs = 1 AND steps >= 3 AND NOT wraps
ORDER BY 1
