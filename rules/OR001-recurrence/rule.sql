/*---
id: OR001
category: arithmetic
level: warning
title: a recurrence is counted in two ways
why: >
  "The third time" and "the fourth time" of one thing cannot both be now.
since: 0.1.0
needs: {families: [ordinal]}
---*/
WITH told AS (
  SELECT id, number, line, section, coalesce(subject, '') AS subject, coalesce(qualifier, '') AS qualifier,
         coalesce(written, text) AS written
  FROM claim
  WHERE document = :document AND family = 'ordinal' AND attribute = 'occurrence' AND role = 'measured' AND number > 1
)
SELECT a.id AS claim, b.id AS other, 'contradicted' AS verdict,
       format('"%s" time here but "%s" in line %d', a.written, b.written, b.line) AS message, b.written AS expected, a.written AS actual,
       'the list of the earlier ones' AS settle
FROM told a JOIN told b ON b.line > a.line AND b.number <> a.number
-- A list of several recurring things, or the story of one, has them in one section, or more than two of them.
WHERE b.section IS NOT a.section AND (SELECT count(DISTINCT number) FROM told) = 2
  AND (a.qualifier = b.qualifier OR a.qualifier = '' OR b.qualifier = '' OR EXISTS (
    SELECT 1 FROM relation r WHERE r.kind = 'same' AND ((r.claim = a.id AND r.other = b.id) OR (r.claim = b.id AND r.other = a.id))))
ORDER BY 1, 2
