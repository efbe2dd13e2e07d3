/*---
id: DO001
category: document
level: error
title: another document states another status for the same thing
why: >
  Two documents about one release that say "complete" and "failed" cannot both be right, and somebody will read the wrong one.
since: 0.1.0
priority: 5
needs: {families: [status], with: true}
---*/
WITH related AS (
  -- The two are about one release: they cite the same dated artifact, or name the same commit or version.
  SELECT DISTINCT d.id
  FROM document d JOIN claim b ON b.document = d.id
  JOIN claim a ON a.document = :document AND a.family = b.family AND a.value = b.value
   AND ((a.family = 'citation' AND a.value GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*')
     OR (a.family = 'metadata' AND a.attribute = b.attribute AND a.attribute IN ('commit', 'version', 'tag')))
  WHERE d.is_with = 1 AND d.id <> :document
),
mine AS (
  SELECT id, subject, attribute = 'sla.status' AS sla, value, coalesce(written, text) AS written
  FROM claim
  WHERE document = :document AND family = 'status' AND role = 'measured' AND value IN ('success', 'failure')
    AND coalesce(qualifier, '') = '' AND attribute IN ('status', 'health', 'ready', 'sla.status')
    AND (subject IN ('deployment', 'loadtest') OR subject LIKE 'service:%' OR subject LIKE 'gateway:%')
),
theirs AS (
  SELECT c.id, c.subject, c.attribute = 'sla.status' AS sla, c.value, coalesce(c.written, c.text) AS written,
         substr(c.subject, 1, length(c.subject) - 1) AS prefix,
         -- Days lie between the two: one may have overtaken the other.
         coalesce(abs(d.as_of - o.as_of) > 86400000000, 0) AS apart
  FROM related r JOIN document d ON d.id = r.id JOIN document o ON o.id = :document JOIN claim c ON c.document = d.id
  WHERE c.family = 'status' AND c.role = 'measured' AND c.value IN ('success', 'failure') AND coalesce(c.qualifier, '') = ''
    AND c.attribute IN ('status', 'health', 'ready', 'sla.status')
)
SELECT m.id AS claim, t.id AS other, 'contradicted' AS verdict, iif(t.apart, 'warning', NULL) AS level,
       format('%s is "%s" here and "%s" in another document about the same release',
              CASE WHEN m.subject IN ('deployment', 'loadtest') THEN m.subject
                   WHEN m.subject LIKE '%:*' THEN format('every %s', substr(m.subject, 1, length(m.subject) - 2))
                   ELSE substr(m.subject, instr(m.subject, ':') + 1) END, m.written, t.written) AS message,
       t.written AS expected, m.written AS actual, 'the artifacts of the release' AS settle
FROM mine m JOIN theirs t ON t.value <> m.value AND t.sla = m.sla
 AND (t.subject = m.subject OR (t.subject LIKE '%:*' AND substr(m.subject, 1, length(t.prefix)) = t.prefix))
ORDER BY 1, 2
