/*---
id: CO001
category: completeness
level: warning
title: a section without the content that its title announces
why: >
  A heading with nothing below it, or "test results" without one result, looks in a table of contents as if the work had been done.
since: 0.1.0
needs: {families: [text]}
---*/
WITH finished AS (
  SELECT count(*) AS signs FROM claim
  WHERE document = :document AND family = 'status' AND role = 'measured' AND subject = 'deployment' AND value = 'success'
)
SELECT c.id AS claim,
       iif(c.qualifier = 'empty', format('nothing stands under "%s"', coalesce(c.written, c.text)),
           format('"%s" gives no figure, state or source', coalesce(c.written, c.text))) AS message,
       iif(c.qualifier = 'empty', 'content', 'results, or where they are') AS expected, coalesce(c.written, c.text) AS actual,
       'what belongs there, or a line that says why it is missing' AS settle
FROM claim c JOIN finished f
WHERE c.document = :document AND c.family = 'text' AND c.subject = 'document' AND c.attribute = 'section' AND c.role = 'measured'
  AND f.signs
ORDER BY 1
