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
WITH eight (n) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7)),
marks AS (
  SELECT family, attribute, value FROM claim
  WHERE document = :document AND ((family = 'citation' AND attribute = 'path' AND value GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*')
                               OR (family = 'metadata' AND attribute IN ('commit', 'version', 'tag')))
),
related AS MATERIALIZED (
  -- The two are about one release: they cite the same dated artifact, or name the same commit or version.
  SELECT d.id, coalesce(abs(d.as_of - o.as_of) > 86400000000, 0) AS apart -- days lie between the two: one may have overtaken the other
  FROM document d CROSS JOIN document o ON o.id = :document
  WHERE d.is_with = 1 AND d.id <> :document
    AND EXISTS (SELECT 1 FROM claim c WHERE c.document = d.id AND (c.family, c.attribute, c.value) IN marks)
),
-- Both sides in one table, so that what belongs together is found by sorting: a join takes a step for each two claims.
claimed AS (
  SELECT c.id, c.document = :document AS mine, c.subject, c.attribute = 'sla.status' AS sla, c.value,
         substr(c.subject, 1, instr(c.subject, ':')) AS kind, c.subject LIKE '%:*' AS is_all
  FROM (SELECT id FROM related UNION ALL SELECT :document WHERE EXISTS (SELECT 1 FROM related)) d CROSS JOIN claim c ON c.document = d.id
  WHERE c.family = 'status' AND c.role = 'measured' AND c.value IN ('success', 'failure') AND coalesce(c.qualifier, '') = ''
    AND c.attribute IN ('status', 'health', 'ready', 'sla.status')
    AND (c.subject IN ('deployment', 'loadtest') OR c.subject LIKE 'service:%' OR c.subject LIKE 'gateway:%'
      -- A label of its own ("database", "nightly import"). "Phase 2" and "step 3" are phases and steps of something that the label does not say.
      OR (c.subject GLOB 'item:[a-z]*' AND c.subject NOT GLOB '*[0-9]*' AND length(c.subject) BETWEEN 10 AND 60
        AND substr(c.subject, 6) NOT IN ('overall', 'summary', 'result', 'results', 'status', 'final', 'overview', 'staging', 'current state',
                                         'conclusion', 'outcome', 'validation', 'verification', 'testing', 'tests', 'health check',
                                         'health checks', 'checklist', 'phase', 'critical', 'incident', 'success', 'progress')
        AND NOT EXISTS (SELECT 1 FROM related r WHERE r.apart)
        AND NOT EXISTS (
          SELECT 1 FROM section s LEFT JOIN section t ON t.id = s.top
          CROSS JOIN (VALUES ('before'), ('initial'), ('previous'), ('start'), ('timeline'), ('histor'), ('attempt'), ('root cause'),
                             ('rollback'), ('expected'), ('example'), ('lesson'), ('staging'), ('problem'), ('impact'), ('incident')) AS w
          WHERE s.id = c.section AND instr(lower(s.title || ' ' || coalesce(t.title, '')), w.column1))))
),
numbered AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY mine, subject, sla, value ORDER BY id) AS nth FROM claimed
),
-- The same thing in both, or a thing here and all of its kind there. A few witnesses are proof enough.
same AS (
  SELECT *, max(mine AND value = 'success') OVER thing + max(mine AND value = 'failure') OVER thing
           + max(NOT mine AND value = 'success') OVER thing + max(NOT mine AND value = 'failure') OVER thing AS states,
         group_concat(iif(NOT mine AND value = 'success' AND nth <= 8, id, NULL)) OVER thing AS successes,
         group_concat(iif(NOT mine AND value = 'failure' AND nth <= 8, id, NULL)) OVER thing AS failures
  FROM numbered WINDOW thing AS (PARTITION BY subject, sla)
),
kinds AS (
  SELECT kind, sla, value, group_concat(id) AS ids FROM numbered WHERE NOT mine AND is_all AND nth <= 8 GROUP BY kind, sla, value
),
lists AS (
  SELECT id, iif(value = 'success', failures, successes) AS ids FROM same
  -- Of a label that has both states in one of the two nobody knows which is meant.
  WHERE mine AND (subject NOT LIKE 'item:%' OR states = 2)
  UNION ALL
  SELECT a.id, k.ids FROM numbered a CROSS JOIN kinds k ON k.kind = a.kind AND k.sla = a.sla AND k.value <> a.value WHERE a.mine
),
paired AS (
  SELECT DISTINCT id, json_extract('[' || ids || ']', '$[' || eight.n || ']') AS other FROM lists CROSS JOIN eight WHERE ids IS NOT NULL
)
SELECT m.id AS claim, t.id AS other, 'contradicted' AS verdict, iif(r.apart OR m.subject LIKE 'item:%', 'warning', NULL) AS level,
       format('%s is "%s" here and "%s" in another document about the same release',
              CASE WHEN m.subject IN ('deployment', 'loadtest') THEN m.subject
                   WHEN m.subject LIKE '%:*' THEN format('every %s', substr(m.subject, 1, length(m.subject) - 2))
                   ELSE substr(m.subject, instr(m.subject, ':') + 1) END, coalesce(m.written, m.text), coalesce(t.written, t.text)) AS message,
       coalesce(t.written, t.text) AS expected, coalesce(m.written, m.text) AS actual, 'the artifacts of the release' AS settle
FROM paired p CROSS JOIN claim m ON m.id = p.id CROSS JOIN claim t ON t.id = p.other CROSS JOIN related r ON r.id = t.document
ORDER BY 1, 2
