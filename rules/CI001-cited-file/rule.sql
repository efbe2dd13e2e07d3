/*---
id: CI001
category: citation
level: warning
title: a file offered as proof is not there
why: >
  Proof that nobody can open proves nothing. It may be elsewhere, so this is never a contradiction.
since: 0.1.0
needs: {families: [citation]}
---*/
SELECT c.id AS claim, 'unsupported' AS verdict, format('"%s" is offered as proof but is not there', c.value) AS message,
       'a file at this path' AS expected, 'nothing' AS actual, 'the file itself, or where it is kept' AS settle
FROM citation k JOIN claim c ON c.id = k.claim
WHERE c.document = :document AND k.outcome = 'absent' AND c.qualifier = 'evidence' AND c.role = 'measured'
ORDER BY c.id
