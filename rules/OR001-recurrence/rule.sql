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
SELECT a.id AS claim, b.id AS other, 'contradicted' AS verdict,
       format('"%s" here but "%s" in line %d', coalesce(a.written, a.text), coalesce(b.written, b.text), b.line) AS message,
       coalesce(b.written, b.text) AS expected, coalesce(a.written, a.text) AS actual, 'the list of the earlier ones' AS settle
FROM claim a
JOIN claim b ON b.document = :document AND b.family = 'ordinal' AND b.attribute IS a.attribute AND b.id <> a.id AND b.number <> a.number
 AND a.line < b.line AND (coalesce(a.subject, '') = coalesce(b.subject, '')
                          OR EXISTS (SELECT 1 FROM relation r WHERE r.kind = 'same' AND ((r.claim = a.id AND r.other = b.id) OR (r.claim = b.id AND r.other = a.id))))
WHERE a.document = :document AND a.family = 'ordinal' AND a.role = 'measured' AND b.role = 'measured' AND a.number IS NOT NULL
ORDER BY 1, 2
