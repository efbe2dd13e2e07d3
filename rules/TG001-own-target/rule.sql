/*---
id: TG001
category: target
level: error
title: a row that is marked as passed misses its own target
why: >
  Target and result stand side by side; the tick beside them does not follow from them.
since: 0.1.0
priority: 20
needs: {families: [status], relations: [target]}
---*/
WITH judged AS (
  SELECT s.id, coalesce(s.written, s.text) AS s_written, s.value, a.id AS actual_id, coalesce(a.written, a.text) AS a_written, t.id AS target_id,
         coalesce(t.written, t.text) AS t_written, a.attribute,
         meets(CASE t.operator
           -- A bare limit is read the way the attribute is good.
           WHEN '=' THEN CASE WHEN a.attribute LIKE 'latency.%' OR a.attribute IN ('error_rate', 'errors', 'duration', 'cost', 'tests.failed') THEN '<='
                              WHEN a.attribute IN ('cache_hit_rate', 'throughput', 'availability', 'score', 'tests.passed') THEN '>=' END
           ELSE t.operator END, a.low, a.high, t.low, t.high) AS met
  FROM relation b
  JOIN claim s ON s.id = b.claim
  JOIN claim a ON a.id = b.other
  JOIN relation g ON g.claim = a.id AND g.kind = 'target'
  JOIN claim t ON t.id = g.other
  WHERE b.document = :document AND b.kind = 'blesses' AND s.family = 'status' AND s.role = 'measured' AND s.value = 'success'
    AND coalesce(s.qualifier, '') = '' AND a.number IS NOT NULL AND t.number IS NOT NULL AND a.unit = t.unit AND a.role = 'measured'
    AND a.operator IN ('=', '~', '..')
),
sides AS (
  SELECT id, s_written, a_written, t_written, met, actual_id AS other, 0 AS ord FROM judged
  UNION ALL
  SELECT id, s_written, a_written, t_written, met, target_id, 1 FROM judged
)
SELECT id AS claim, other, CASE WHEN met THEN 'supported' ELSE 'contradicted' END AS verdict,
       format('marked "%s" but "%s" misses the target "%s"', s_written, a_written, t_written) AS message,
       t_written AS expected, a_written AS actual, 'a result that meets the target, or a row that says it does not' AS settle
FROM sides
WHERE met IS NOT NULL
ORDER BY 1, ord, 2
