/*---
id: TG004
category: target
level: warning
title: an alert that goes off long after the objective is missed
why: >
  An objective that nobody is told of until it is missed several times over is none: the alert must stand near the objective that it guards.
since: 0.1.0
needs: {families: [figure]}
---*/
WITH guarded AS (
  SELECT c.id, c.role, c.attribute, c.number,
         c.attribute LIKE 'latency.%' OR c.attribute = 'error_rate' AS low_is_good,
         -- "API", "overall" and the like narrow nothing.
         iif(c.qualifier IN ('api', 'overall', 'http', 'api response', 'service', 'request', 'requests', 'system', 'server', 'platform',
                             'end-to-end', 'response', 'high'), '', coalesce(c.qualifier, '')) AS narrow
  FROM claim c LEFT JOIN section s ON s.id = c.section LEFT JOIN section t ON t.id = s.top
  WHERE c.document = :document AND c.family = 'figure' AND c.number IS NOT NULL AND c.operator IN ('<', '<=', '>', '>=')
    AND (c.attribute LIKE 'latency.%' OR c.attribute IN ('error_rate', 'cache_hit_rate', 'throughput'))
    AND (c.role = 'alarm' OR (c.role = 'target' AND c.subject IN ('deployment', 'loadtest')
      AND NOT EXISTS (SELECT 1 FROM (VALUES ('phase'), ('week'), ('month'), ('quarter'), ('staging'), ('stretch'), ('long'), ('future'),
                                            ('roadmap'), ('rollback'), ('canary')) AS w
                      WHERE instr(lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '')), w.column1))))
), ends AS (
  -- The alert that goes off first, against the objective that is easiest to meet.
  SELECT *, iif(low_is_good, min(iif(role = 'alarm', number, NULL)) OVER thing, max(iif(role = 'alarm', number, NULL)) OVER thing) AS alarm,
         iif(low_is_good, max(iif(role = 'target', number, NULL)) OVER thing, min(iif(role = 'target', number, NULL)) OVER thing) AS goal
  FROM guarded WINDOW thing AS (PARTITION BY attribute, narrow)
), late AS (
  SELECT min(iif(role = 'alarm' AND number = alarm, id, NULL)) AS alarm_id, min(iif(role = 'target' AND number = goal, id, NULL)) AS goal_id,
         CASE WHEN low_is_good THEN alarm / goal WHEN attribute = 'throughput' THEN goal / alarm ELSE (1 - alarm) / (1 - goal) END AS times
  FROM ends WHERE alarm > 0 AND goal > 0 AND (attribute <> 'cache_hit_rate' OR goal < 1)
  GROUP BY attribute, narrow
)
SELECT a.id AS claim, g.id AS other, 'contradicted' AS verdict,
       format('the alert goes off at "%s", %.3g times what the objective "%s" of line %d allows', coalesce(a.written, a.text), l.times,
              coalesce(g.written, g.text), g.line) AS message,
       coalesce(g.written, g.text) AS expected, coalesce(a.written, a.text) AS actual,
       'an alert near the objective, or the reason why it comes later' AS settle,
       format('%s; %s', reads(coalesce(a.written, a.text), a.operator, a.low, a.high, a.unit),
              reads(coalesce(g.written, g.text), g.operator, g.low, g.high, g.unit)) AS working
FROM late l CROSS JOIN claim a ON a.id = l.alarm_id CROSS JOIN claim g ON g.id = l.goal_id
WHERE l.times >= 2
ORDER BY 1, 2
