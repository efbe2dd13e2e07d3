/*---
id: CI002
category: citation
level: note
title: a file offered as proof was there, and is not any more
why: >
  A reader who wants to open it has to know in which commit.
since: 0.1.0
needs: {families: [citation]}
---*/
SELECT c.id AS claim, 'unchecked' AS verdict,
       format('"%s" is offered as proof but was last there in commit %s', c.value, substr(k.commit_sha, 1, 12)) AS message,
       'a file at this path' AS expected, 'nothing' AS actual, 'where it is now, or the commit to look it up in' AS settle
FROM citation k JOIN claim c ON c.id = k.claim
WHERE c.document = :document AND k.outcome = 'moved' AND c.qualifier = 'evidence' AND c.role = 'measured'
ORDER BY c.id
