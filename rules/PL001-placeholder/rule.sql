/*---
id: PL001
category: completeness
level: warning
title: a placeholder is left in a finished document
why: >
  A contact called "[Name]" is no contact.
since: 0.1.0
needs: {families: [placeholder]}
---*/
SELECT c.id AS claim, format('"%s" was never filled in', coalesce(c.written, c.text)) AS message, 'a value' AS expected,
       coalesce(c.written, c.text) AS actual, 'the value, or a line that says why there is none' AS settle
FROM claim c
WHERE c.document = :document AND c.family = 'placeholder' AND c.role = 'measured'
ORDER BY c.id
