/*---
id: AR004
category: arithmetic
level: warning
title: a count against the list that follows it
why: >
  "Modified files (8)" above nine files is wrong by one. A list that is far shorter than its count is grouped, not wrong.
since: 0.1.0
needs: {relations: [items]}
---*/
SELECT c.id AS claim, r.other AS other, CASE WHEN c.number = r.ord THEN 'supported' ELSE 'contradicted' END AS verdict,
       iif(o.qualifier IS 'boxes', format('"%s" are said to be done but %d boxes are ticked', coalesce(c.written, c.text), r.ord),
           format('count is "%s" but %d are listed', coalesce(c.written, c.text), r.ord)) AS message,
       fmt(r.ord, 'count') AS expected, coalesce(c.written, c.text) AS actual, 'the list, counted' AS settle,
       format('%d %s, %s', r.ord, iif(o.qualifier IS 'boxes', 'boxes are ticked', 'things are listed'),
              reads(coalesce(c.written, c.text), c.operator, c.low, c.high, 'count')) AS working
FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
WHERE r.document = :document AND r.kind = 'items' AND c.exact AND c.number IS NOT NULL AND c.operator = '=' AND c.role = 'measured'
  AND (o.qualifier IS 'boxes' OR (r.ord > 1 AND (r.ord - c.number BETWEEN 0 AND 3 OR (c.number - r.ord = 1 AND r.ord >= 3))))
ORDER BY c.id
