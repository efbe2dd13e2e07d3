/*---
id: ID007
category: identity
level: error
title: a tag that is another commit than the report says
why: >
  Tag and commit name one state of the code. Where git says that they are two, the report tells of a release that never was.
since: 0.1.0
needs: {families: [metadata]}
---*/
WITH named AS (
  SELECT c.id, c.attribute, c.subject, coalesce(c.written, c.value) AS written, lower(c.value) AS value, r.outcome, r.sha, r.object,
         count(*) OVER (PARTITION BY c.attribute, c.subject) AS n
  FROM claim c LEFT JOIN revision r ON r.claim = c.id
  WHERE c.document = :document AND c.family = 'metadata' AND c.role = 'measured' AND c.attribute IN ('commit', 'tag')
)
-- A tag without a number, "latest", is meant to move. Where several are told, which belong together is not.
SELECT t.id AS claim, k.id AS other, 'contradicted' AS verdict,
       format('tag "%s" is commit %s, not "%s"', t.written, substr(t.sha, 1, 12), k.written) AS message,
       t.sha AS expected, k.sha AS actual, 'the commit that was released, or the tag on it' AS settle
FROM named t JOIN named k ON k.subject = t.subject AND k.attribute = 'commit' AND k.n = 1
WHERE t.attribute = 'tag' AND t.n = 1 AND t.outcome = 'found' AND k.outcome = 'found' AND t.value GLOB '*[0-9]*'
  AND k.sha <> t.sha AND substr(t.object, 1, length(k.value)) <> k.value
ORDER BY t.id
