/*---
id: TG006
category: target
level: warning
title: a target that another document of the release sets higher
why: >
  A report that passes against a weaker limit than the one agreed elsewhere has not shown what was agreed.
since: 0.1.0
needs: {families: [figure], with: true}
---*/
WITH marks AS (
  SELECT family, attribute, value FROM claim
  WHERE document = :document AND ((family = 'citation' AND attribute = 'path' AND value GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*')
                               OR (family = 'metadata' AND attribute IN ('commit', 'version', 'tag', 'project')))
), related AS MATERIALIZED (
  -- About one release or one project.
  SELECT d.id FROM document d
  WHERE d.is_with = 1 AND d.id <> :document
    AND EXISTS (SELECT 1 FROM claim c WHERE c.document = d.id AND (c.family, c.attribute, c.value) IN marks)
), stated AS (
  SELECT c.id, c.document = :document AS mine, c.attribute, c.number, coalesce(c.written, c.text) AS written,
         c.attribute LIKE 'latency.%' OR c.attribute = 'error_rate' AS low_is_good,
         iif(c.qualifier IN ('api', 'overall', 'http', 'target', 'system'), '', coalesce(c.qualifier, '')) AS narrow
  FROM (SELECT id FROM related UNION ALL SELECT :document WHERE EXISTS (SELECT 1 FROM related)) d
  CROSS JOIN claim c ON c.document = d.id
  LEFT JOIN section s ON s.id = c.section LEFT JOIN section t ON t.id = s.top
  WHERE c.role = 'target' AND c.family = 'figure' AND c.number IS NOT NULL AND c.operator IN ('<', '<=', '>', '>=')
    AND (c.attribute LIKE 'latency.%' OR c.attribute IN ('error_rate', 'cache_hit_rate', 'throughput', 'availability'))
    AND c.subject IN ('deployment', 'loadtest')
    AND NOT EXISTS (SELECT 1 FROM (VALUES ('phase'), ('week'), ('month'), ('quarter'), ('sprint'), ('milestone'), ('staging'), ('stretch'),
                                          ('long'), ('future'), ('roadmap'), ('rollback'), ('canary'), ('before'), ('previous'),
                                          ('baseline'), ('histor'), ('example'), ('next'), ('tier'), ('draft'), ('proposed'),
                                          ('recommend'), ('option'), ('alternative'), ('old '), ('scenario'), ('region')) AS w
                    WHERE instr(lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '') || ' '), w.column1))
), told AS (
  -- One value here and one there, or nobody can tell which of them is meant.
  SELECT attribute, low_is_good, count(DISTINCT number) FILTER (WHERE mine) AS here, count(DISTINCT number) FILTER (WHERE NOT mine) AS there,
         min(id) FILTER (WHERE mine) AS a, min(id) FILTER (WHERE NOT mine) AS b,
         max(number) FILTER (WHERE mine) AS mine, max(number) FILTER (WHERE NOT mine) AS theirs
  FROM stated GROUP BY attribute, narrow
)
SELECT t.a AS claim, t.b AS other, 'contradicted' AS verdict,
       format('the target "%s" is weaker than "%s" in another document about the same release or project', coalesce(x.written, x.text),
              coalesce(y.written, y.text)) AS message,
       coalesce(y.written, y.text) AS expected, coalesce(x.written, x.text) AS actual, 'the target that was agreed, or who changed it' AS settle,
       format('%s; %s', reads(coalesce(x.written, x.text), x.operator, x.low, x.high, x.unit),
              reads(coalesce(y.written, y.text), y.operator, y.low, y.high, y.unit)) AS working
FROM told t CROSS JOIN claim x ON x.id = t.a CROSS JOIN claim y ON y.id = t.b
WHERE t.here = 1 AND t.there = 1 AND iif(t.low_is_good, t.mine - t.theirs, t.theirs - t.mine) > 1e-9
ORDER BY 1, 2
