/*---
id: PO001
category: target
level: error
title: what is called good misses a target of the policy
why: >
  The target of the organisation holds whether a report quotes it or not.
since: 0.1.0
priority: 8
needs: {policy: [targets], families: [status]}
---*/
WITH figure AS (
  -- What the report measured, and what the policy wants of it.
  SELECT c.id, c.block, c.row, coalesce(c.written, c.text) AS written, t.id AS policy, t.written AS target, t.source, t.attribute,
         meets(t.operator, c.low, c.high, t.number, t.number) AS met
  FROM policy_target t JOIN claim c ON c.document = :document AND c.attribute = t.attribute
  WHERE c.role = 'measured' AND c.family IN ('figure', 'count', 'ratio', 'duration') AND c.operator = '=' AND c.number IS NOT NULL
    AND c.unit = t.unit
    AND CASE WHEN t.subject IS NULL THEN c.subject IN ('deployment', 'loadtest') OR c.subject GLOB 'loadtest@*' -- whichever run it is of
             ELSE c.subject = t.subject OR c.subject GLOB t.subject
               OR EXISTS (SELECT 1 FROM subject_match m WHERE m.claim = c.id AND (m.subject = t.subject OR m.subject GLOB t.subject)) END
),
missed AS (SELECT * FROM figure WHERE met = 0),
fact_missed AS (
  SELECT s.id, fmt(s.number, s.unit) AS written, t.id AS policy, t.written AS target, t.source, t.attribute
  FROM policy_target t JOIN scope s ON s.document = :document AND s.attribute = t.attribute
  WHERE s.state = 'known' AND s.number IS NOT NULL AND s.unit = t.unit
    AND CASE WHEN t.subject IS NULL THEN s.subject IN ('deployment', 'loadtest')
             ELSE s.subject = t.subject OR s.subject GLOB t.subject END
    AND meets(t.operator, s.low, s.high, t.number, t.number) = 0
),
verdict_of AS (
  -- What stands beside a figure and says how it is.
  SELECT b.other AS figure, s.id, s.value, coalesce(s.written, s.text) AS written
  FROM relation b JOIN claim s ON s.id = b.claim
  WHERE b.document = :document AND b.kind = 'blesses' AND s.family = 'status' AND s.role = 'measured' AND coalesce(s.qualifier, '') = ''
),
whole AS (
  -- Verdicts on the service level, or a load test that "passed"; "completed" says only that it ran.
  SELECT id, subject, attribute, value, coalesce(written, text) AS written,
         attribute = 'sla.status' OR lower(coalesce(written, text)) LIKE '%pass%' OR lower(coalesce(written, text)) LIKE '%met%' AS good
  FROM claim
  WHERE document = :document AND family = 'status' AND role = 'measured' AND coalesce(qualifier, '') <> 'composite'
    AND (subject = 'loadtest' AND attribute IN ('status', 'sla.status') OR subject = 'deployment' AND attribute = 'status')
)
SELECT v.id AS claim, NULL AS fact, m.id AS other, m.policy, 'contradicted' AS verdict, NULL AS level,
       format('marked "%s" but "%s" misses the policy''s target "%s" (%s)', v.written, m.written, m.target, m.source) AS message,
       m.target AS expected, m.written AS actual, 'a result that meets the target, or a verdict that says it does not' AS settle
FROM missed m JOIN verdict_of v ON v.figure = m.id
WHERE v.value = 'success'
UNION ALL
SELECT w.id, f.id, NULL, f.policy, 'contradicted', NULL,
       format('"%s" but %s is %s in the evidence, which misses the policy''s target "%s" (%s)', w.written, f.attribute, f.written,
              f.target, f.source),
       f.target, f.written, 'a load test that meets the target, or a report that names what it missed'
FROM whole w JOIN fact_missed f
WHERE w.subject = 'loadtest' AND w.value = 'success' AND w.good
UNION ALL
-- Told as it is, without a verdict of its own, in a report that is content.
SELECT m.id, NULL, NULL, m.policy, NULL, 'warning',
       format('"%s" misses the policy''s target "%s" (%s)', m.written, m.target, m.source), m.target, m.written,
       'a result that meets the target, or a report that says that it does not'
FROM missed m
WHERE NOT EXISTS (SELECT 1 FROM verdict_of v WHERE v.figure = m.id)
  AND EXISTS (SELECT 1 FROM whole WHERE value = 'success')
  AND NOT EXISTS (SELECT 1 FROM whole WHERE value IN ('failure', 'partial'))
ORDER BY 1, 4, 2, 3
