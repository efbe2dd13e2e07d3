/*---
id: PO003
category: completeness
level: error
title: a word that the policy wants evidence for, without that evidence
why: >
  What nobody measured is not known to be good. The policy says what has to be there before a report may say so.
since: 0.1.0
needs: {policy: [require], families: [status]}
---*/
WITH have AS (
  SELECT DISTINCT substr(s.subject, 1, instr(s.subject || ':', ':') - 1) AS kind
  FROM scope s WHERE s.document = :document AND s.state = 'known' AND s.rank <> 'narrative'
  UNION
  SELECT DISTINCT 'importer:' || r.importer
  FROM binding b JOIN reading r ON r.id = b.reading WHERE b.document = :document AND b.bound = 1 AND r.facts > 0
),
said AS (
  SELECT c.id, coalesce(c.written, c.text) AS written
  FROM claim c
  WHERE c.document = :document AND c.family = 'status' AND c.subject = 'deployment' AND c.attribute = 'status' AND c.role = 'measured'
    AND c.value = 'success'
),
lacking AS (
  SELECT r.id, r.level, group_concat(k.kind, ', ') AS kinds
  FROM policy_require r JOIN policy_require_kind k ON k.require = r.id
  WHERE k.kind NOT IN (SELECT kind FROM have)
  GROUP BY r.id
)
SELECT s.id AS claim, l.id AS policy, 'unsupported' AS verdict, l.level,
       format('"%s" needs evidence that is not there: %s', s.written, l.kinds) AS message,
       format('evidence: %s', l.kinds) AS expected, s.written AS actual, 'that evidence, or a report that does not say so yet' AS settle
FROM said s JOIN lacking l
WHERE NOT EXISTS (SELECT 1 FROM policy_require_word w WHERE w.require = l.id)
   OR EXISTS (SELECT 1 FROM policy_require_word w
              WHERE w.require = l.id
                AND replace(replace(replace(' ' || plain(s.written) || ' ', '!', ' '), '.', ' '), ',', ' ') LIKE '% ' || w.word || ' %')
ORDER BY s.id, l.id
