/*---
id: TG003
category: target
level: warning
title: what is called good misses a target that the report states elsewhere
why: >
  A report that asks for 98 % in one chapter and calls 78 % a pass in another has lost its target, or has two of them.
since: 0.1.0
priority: 12
needs: {families: [status], relations: [target]}
---*/
WITH judged AS (
  SELECT s.id, coalesce(s.written, s.text) AS s_written, a.id AS actual, coalesce(a.written, a.text) AS a_written, t.id AS target,
         coalesce(t.written, t.text) AS t_written, t.line AS t_line, meets(t.operator, a.low, a.high, t.low, t.high) AS met,
         format('%s; %s', reads(coalesce(a.written, a.text), a.operator, a.low, a.high, a.unit),
                reads(coalesce(t.written, t.text), t.operator, t.low, t.high, t.unit)) AS working
  FROM relation b JOIN claim s ON s.id = b.claim JOIN claim a ON a.id = b.other
  JOIN relation g ON g.claim = a.id AND g.kind = 'target' JOIN claim t ON t.id = g.other
  LEFT JOIN section x ON x.id = a.section LEFT JOIN section y ON y.id = t.section
  WHERE b.document = :document AND b.kind = 'blesses' AND s.family = 'status' AND s.role = 'measured' AND s.value = 'success'
    AND coalesce(s.qualifier, '') = '' AND a.role = 'measured' AND a.operator = '=' AND t.operator <> '~' AND a.unit = t.unit
    AND a.number IS NOT NULL AND t.number IS NOT NULL AND (t.block <> a.block OR t.row IS NOT a.row) AND x.top IS NOT y.top
), worst AS (
  -- Several targets for one figure are stages or readings of it: the weakest is enough.
  SELECT id, actual, max(coalesce(met, 1)) AS met FROM judged GROUP BY id, actual
)
SELECT j.id AS claim, o.other, 'contradicted' AS verdict, NULL AS level,
       format('marked "%s" but "%s" misses the target "%s" of line %d', j.s_written, j.a_written, j.t_written, j.t_line) AS message,
       j.t_written AS expected, j.a_written AS actual, 'a result that meets the target, or a verdict that says it does not' AS settle,
       j.working, j.actual AS grp
FROM judged j JOIN worst w ON w.id = j.id AND w.actual = j.actual AND w.met = 0
JOIN (SELECT id, actual, actual AS other, 0 AS ord FROM judged UNION SELECT id, actual, target, 1 FROM judged) o
  ON o.id = j.id AND o.actual = j.actual AND o.other IN (j.actual, j.target)
ORDER BY 1, 10, o.ord, 2
