/*---
id: ST005
category: status
level: error
title: two statuses of one thing in one report
why: >
  A report that says "failed" in its header and "complete" further down is wrong in one of the two places.
since: 0.1.0
needs: {families: [status]}
---*/
WITH told AS (
  SELECT c.id, c.subject, c.attribute, c.value, coalesce(c.written, c.text) AS written, c.line, s.top
  FROM claim c
  LEFT JOIN section s ON s.id = c.section
  LEFT JOIN section t ON t.id = s.top
  WHERE c.document = :document AND c.family = 'status' AND c.role = 'measured' AND c.value IN ('success', 'failure')
    AND coalesce(c.qualifier, '') = '' AND c.subject <> '' AND c.attribute IN ('status', 'health', 'ready', 'sla.status')
    -- What was before and what came after may differ; so may the steps of a story.
    AND NOT EXISTS (
      SELECT 1 FROM (VALUES ('before'), ('initial'), ('previous'), ('start'), ('mid-'), ('timeline'), ('history'), ('attempt'), ('lesson'),
                            ('root cause'), ('rollback'), ('expected'), ('example')) AS w
      WHERE lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '')) LIKE '%' || w.column1 || '%')
)
SELECT a.id AS claim, b.id AS other, 'contradicted' AS verdict,
       CASE WHEN a.subject = 'deployment' OR a.subject LIKE '%:*' THEN NULL ELSE 'warning' END AS level,
       format('%s is "%s" here and "%s" in line %d', iif(a.subject = 'deployment', 'status', substr(a.subject, instr(a.subject, ':') + 1)),
              a.written, b.written, b.line) AS message,
       b.written AS expected, a.written AS actual, 'one status for one thing at one time' AS settle
FROM told a JOIN told b ON b.subject = a.subject AND b.value <> a.value AND b.id <> a.id AND a.line < b.line
 AND (b.attribute = a.attribute OR (a.attribute <> 'sla.status' AND b.attribute <> 'sla.status'))
WHERE a.subject NOT LIKE 'item:%' OR a.top = b.top
UNION ALL
SELECT a.id, b.id, 'contradicted', NULL,
       format('all %ss are said to be "%s" but %s is "%s" in line %d', substr(a.subject, 1, length(a.subject) - 2), a.written,
              substr(b.subject, instr(b.subject, ':') + 1), b.written, b.line),
       b.written, a.written, 'one status for one thing at one time'
FROM told a JOIN told b ON a.subject LIKE '%:*' AND b.subject <> a.subject AND b.value <> a.value
 AND substr(b.subject, 1, length(a.subject) - 1) = substr(a.subject, 1, length(a.subject) - 1)
ORDER BY 1, 2
