/*---
id: ID006
category: identity
level: warning
title: a commit that the repository does not have
why: >
  A commit that nobody can look at says nothing about what was released. It may have been squashed away or lie elsewhere: never a contradiction.
since: 0.1.0
needs: {families: [citation, metadata]}
---*/
SELECT c.id AS claim, 'unsupported' AS verdict, format('commit "%s" is not in the repository', coalesce(c.written, c.value)) AS message,
       'a commit of this repository' AS expected, c.value AS actual,
       'the commit as it is called after a merge or rebase, or the repository that has it' AS settle
FROM revision r JOIN claim c ON c.id = r.claim
WHERE c.document = :document AND r.outcome = 'unknown' AND c.attribute = 'commit' AND c.role = 'measured'
ORDER BY c.id
