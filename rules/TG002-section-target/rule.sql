/*---
id: TG002
category: target
level: error
title: a row that is marked as passed misses the target that its section states
why: >
  A table of targets and a table of results in one section are about the same thing, even if they are two tables.
since: 0.1.0
priority: 15
needs: {families: [status]}
---*/
WITH goal AS (
  SELECT c.id, c.attribute, c.subject, coalesce(c.qualifier, '') AS qualifier, c.operator, c.low, c.high, c.unit, c.line,
         coalesce(c.written, c.text) AS written, coalesce(s.top, 0) AS top
  FROM claim c LEFT JOIN section s ON s.id = c.section
  WHERE c.document = :document AND c.role = 'target' AND c.number IS NOT NULL AND c.attribute <> ''
    -- What would raise an alarm or start a rollback is no target.
    AND ((c.operator IN ('<', '<=') AND (c.attribute LIKE 'latency.%' OR c.attribute IN ('error_rate', 'errors', 'duration', 'cost')))
      OR (c.operator IN ('>', '>=') AND c.attribute IN ('cache_hit_rate', 'throughput', 'availability', 'score')))
),
blessed AS (
  SELECT s.id, s.line AS s_line, coalesce(s.written, s.text) AS s_written, a.id AS actual_id, a.attribute, a.subject, a.low, a.high, a.unit,
         coalesce(a.written, a.text) AS a_written, coalesce(x.top, 0) AS top
  FROM claim s
  JOIN claim a ON a.document = :document AND a.block = s.block AND a.row IS s.row AND a.role = 'measured' AND a.number IS NOT NULL
   AND a.operator IN ('=', '~', '..')
  LEFT JOIN section x ON x.id = s.section
  WHERE s.document = :document AND s.family = 'status' AND s.role = 'measured' AND s.value = 'success' AND coalesce(s.qualifier, '') = ''
    AND s.row IS NOT NULL
),
tried AS (
  SELECT b.*, g.id AS goal, g.written AS g_written, g.line AS g_line, meets(g.operator, b.low, b.high, g.low, g.high) AS met
  FROM blessed b JOIN goal g ON g.attribute = b.attribute AND g.unit = b.unit AND g.top = b.top
   -- A target for one thing says nothing of another.
   AND (g.subject IS NULL OR g.subject IN ('', 'loadtest', 'deployment') OR g.subject = b.subject)
),
missed AS (
  -- Where several targets are stated, the weakest is enough.
  SELECT id, actual_id, min(met) AS worst, max(coalesce(met, 1)) AS best FROM tried GROUP BY id, actual_id
)
SELECT t.id AS claim, t.actual_id AS other, 'contradicted' AS verdict,
       format('marked "%s" but "%s" misses the target "%s" of line %d', t.s_written, t.a_written, t.g_written, t.g_line) AS message,
       t.g_written AS expected, t.a_written AS actual, 'a result that meets the target, or a row that says it does not' AS settle, t.actual_id AS grp
FROM tried t JOIN missed m ON m.id = t.id AND m.actual_id = t.actual_id AND m.best = 0
UNION ALL
SELECT t.id, t.goal, 'contradicted',
       format('marked "%s" but "%s" misses the target "%s" of line %d', t.s_written, t.a_written, t.g_written, t.g_line),
       t.g_written, t.a_written, 'a result that meets the target, or a row that says it does not', t.actual_id
FROM tried t JOIN missed m ON m.id = t.id AND m.actual_id = t.actual_id AND m.best = 0
ORDER BY 1, 8, 2
