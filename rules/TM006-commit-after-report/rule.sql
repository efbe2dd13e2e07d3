/*---
id: TM006
category: time
level: error
title: a report that is older than its commit
why: >
  A report cannot tell of a commit that was made after it was written.
since: 0.1.0
needs: {families: [metadata]}
---*/
WITH written AS (
  -- The latest of all times that the report gives itself.
  SELECT c.id, coalesce(c.written, c.text) AS said, c.low, c.high, row_number() OVER (ORDER BY c.high DESC, c.id) AS rank
  FROM claim c
  WHERE c.document = :document AND c.attribute = 'as_of' AND c.role = 'measured' AND c.unit = 'time' AND c.high IS NOT NULL
)
-- A time without a zone may be 14 hours off; a bare date may be the day on which the work began.
SELECT c.id AS claim, w.id AS other, 'contradicted' AS verdict, iif(w.high - w.low >= 3600000000.0, 'warning', NULL) AS level,
       format('commit "%s" was made %s after the report''s own time, "%s"', coalesce(c.written, c.value), fmt((r.made - w.high) / 1e6, 's'), w.said)
         AS message,
       format('not after %s', w.said) AS expected, fmt(r.made / 1e6, 'time') AS actual, 'when the report was written, or which commit it tells of' AS settle
FROM claim c JOIN revision r ON r.claim = c.id JOIN written w ON w.rank = 1
WHERE c.document = :document AND c.family = 'metadata' AND c.attribute = 'commit' AND c.role = 'measured' AND r.outcome = 'found'
  AND r.made >= w.high + 50400000000.0
ORDER BY c.id
