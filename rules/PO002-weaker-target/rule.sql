/*---
id: PO002
category: target
level: warning
title: a target weaker than the policy's
why: >
  A report that sets itself an easier target than the one that was agreed on passes where it should not.
since: 0.1.0
needs: {policy: [targets], families: [figure, count, ratio, duration]}
---*/
WITH own AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, t.id AS policy, t.written AS target, t.source,
         CASE WHEN t.operator IN ('<', '<=') AND c.operator IN ('<', '<=') THEN c.number > t.number * 1.000001
              WHEN t.operator IN ('>', '>=') AND c.operator IN ('>', '>=') THEN c.number < t.number * 0.999999 END AS weaker
  FROM policy_target t JOIN claim c ON c.document = :document AND c.attribute = t.attribute
  WHERE c.role = 'target' AND c.number IS NOT NULL AND c.unit = t.unit
    AND CASE WHEN t.subject IS NULL THEN c.subject IN ('deployment', 'loadtest')
             ELSE c.subject = t.subject OR c.subject GLOB t.subject
               OR EXISTS (SELECT 1 FROM subject_match m WHERE m.claim = c.id AND (m.subject = t.subject OR m.subject GLOB t.subject)) END
)
SELECT id AS claim, policy, NULL AS verdict, format('the target "%s" is weaker than the policy''s "%s" (%s)', written, target, source) AS message,
       target AS expected, written AS actual, 'the target that was agreed on, or a policy that has the new one' AS settle
FROM own
WHERE weaker
ORDER BY id, policy
