/*---
id: PO005
category: time
level: warning
title: evidence older than the policy allows
why: >
  What was measured weeks before says how things were then. Only what agrees with nothing newer is stale.
since: 0.1.0
scope: result
needs: {policy: [ages]}
---*/
WITH lean AS (
  SELECT v.claim, f.id AS fact, (d.as_of - f.observed_at) / 1e6 AS age,
         coalesce((SELECT a.id FROM policy_age a WHERE a.kind = substr(f.subject, 1, instr(f.subject || ':', ':') - 1)),
                  (SELECT a.id FROM policy_age a WHERE a.kind = 'default')) AS policy
  FROM document d JOIN claim c ON c.document = d.id JOIN verdict v ON v.claim = c.id JOIN verdict_evidence e ON e.claim = c.id
  JOIN fact f ON f.id = e.fact
  WHERE d.id = :document AND v.verdict = 'supported'
),
judged AS (
  SELECT l.*, a.seconds, a.written, l.age > a.seconds AS old, min(coalesce(l.age > a.seconds, 0)) OVER (PARTITION BY l.claim) AS all_old
  FROM lean l LEFT JOIN policy_age a ON a.id = l.policy
)
SELECT claim, fact, policy, 'stale' AS verdict,
       format('rests on evidence from %s before the report; the policy allows %s', fmt(min(age) OVER (PARTITION BY claim), 's'), written) AS message,
       format('at most %s before the report', written) AS expected, fmt(age, 's') AS actual,
       'newer evidence, or a report that says how old it is' AS settle
FROM judged
WHERE all_old AND old
ORDER BY claim, fact
