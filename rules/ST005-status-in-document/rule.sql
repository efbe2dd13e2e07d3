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
WITH eight (n) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7)),
claimed AS (
  SELECT c.id, c.subject, c.attribute = 'sla.status' AS sla, c.value, coalesce(c.written, c.text) AS written, c.line,
         substr(c.subject, 1, instr(c.subject, ':')) AS kind, c.subject LIKE '%:*' AS is_all,
         iif(c.subject LIKE 'item:%', s.top, 0) AS part -- labels mean the same thing only within one chapter
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
),
told AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY subject, sla, part, value ORDER BY line DESC, id DESC) AS from_end,
         row_number() OVER (PARTITION BY kind, value, is_all ORDER BY id) AS of_kind
  FROM claimed
),
-- What is said of the same thing further down; a few witnesses are proof enough. Lists instead of a join, which takes a step for each two
-- claims of a long report.
below AS (
  SELECT *, group_concat(iif(value = 'success' AND from_end <= 8, id, NULL)) OVER further AS successes,
         group_concat(iif(value = 'failure' AND from_end <= 8, id, NULL)) OVER further AS failures
  FROM told
  WINDOW further AS (PARTITION BY subject, sla, part ORDER BY line DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
kinds AS (
  SELECT kind, value, group_concat(id) AS ids FROM told WHERE kind <> '' AND NOT is_all AND of_kind <= 8 GROUP BY kind, value
)
SELECT a.id AS claim, b.id AS other, 'contradicted' AS verdict,
       CASE WHEN a.subject = 'deployment' OR a.is_all THEN NULL ELSE 'warning' END AS level,
       format('%s is "%s" here and "%s" in line %d', iif(a.subject = 'deployment', 'status', substr(a.subject, instr(a.subject, ':') + 1)),
              a.written, coalesce(b.written, b.text), b.line) AS message,
       coalesce(b.written, b.text) AS expected, a.written AS actual, 'one status for one thing at one time' AS settle
FROM (SELECT *, iif(value = 'success', failures, successes) AS ids FROM below) a
CROSS JOIN eight CROSS JOIN claim b ON b.id = json_extract('[' || a.ids || ']', '$[' || eight.n || ']')
WHERE a.ids IS NOT NULL
UNION ALL
SELECT a.id, b.id, 'contradicted', NULL,
       format('all %ss are said to be "%s" but %s is "%s" in line %d', substr(a.subject, 1, length(a.subject) - 2), a.written,
              substr(b.subject, instr(b.subject, ':') + 1), coalesce(b.written, b.text), b.line),
       coalesce(b.written, b.text), a.written, 'one status for one thing at one time'
FROM told a CROSS JOIN kinds k ON k.kind = a.kind AND k.value <> a.value
CROSS JOIN eight CROSS JOIN claim b ON b.id = json_extract('[' || k.ids || ']', '$[' || eight.n || ']')
WHERE a.is_all
ORDER BY 1, 2
