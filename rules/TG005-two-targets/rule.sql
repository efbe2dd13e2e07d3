/*---
id: TG005
category: target
level: warning
title: one target is stated in two ways
why: >
  Whoever reads only one of the two chapters builds, tests and signs for another limit than the rest.
since: 0.1.0
needs: {families: [figure]}
---*/
WITH place AS (
  -- Targets of a phase, an environment, a customer, an alarm or a wish are targets of their own.
  SELECT s.id, s.top,
         EXISTS (SELECT 1 FROM (VALUES ('phase'), ('week'), ('month'), ('quarter'), ('sprint'), ('milestone'), ('staging'), ('stretch'),
                                       ('long'), ('future'), ('roadmap'), ('rollback'), ('canary'), ('alert'), ('alarm'), ('before'),
                                       ('previous'), ('baseline'), ('histor'), ('example'), ('next'), ('plan'), ('tier'), ('premium'),
                                       ('gold'), ('draft'), ('proposed'), ('recommend'), ('improve'), ('option'), ('alternative'), ('old '),
                                       ('scenario'), ('region'), ('timeline'), ('short'), ('initial'), ('final'), ('incident'), ('revis'))
                       AS w
                 WHERE instr(lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '') || ' '), w.column1)) AS apart
  FROM section s LEFT JOIN section t ON t.id = s.top WHERE s.document = :document
), stated AS (
  SELECT c.id, c.attribute, c.number, c.operator, c.line, coalesce(c.written, c.text) AS written, c.block, coalesce(p.top, 0) AS top,
         iif(c.subject = 'loadtest', 'deployment', c.subject) AS subject,
         iif(c.qualifier IN ('api', 'overall', 'http', 'target', 'system'), '', coalesce(c.qualifier, '')) AS narrow
  FROM claim c LEFT JOIN place p ON p.id = c.section
  WHERE c.document = :document AND c.role = 'target' AND c.family = 'figure' AND c.number IS NOT NULL AND NOT coalesce(p.apart, 0)
    AND c.operator IN ('<', '<=', '>', '>=')
    AND (c.attribute LIKE 'latency.%' OR c.attribute IN ('error_rate', 'cache_hit_rate', 'throughput', 'availability'))
    AND (c.subject IN ('deployment', 'loadtest') OR c.subject LIKE 'service:_%')
), told AS MATERIALIZED (
  -- Two limits in one table or sentence are meant to be two.
  SELECT *, count(*) OVER (PARTITION BY subject, attribute, narrow, block) AS beside, substr(operator, 1, 1) AS side,
         first_value(id) OVER thing AS first, first_value(number) OVER thing AS first_number, first_value(block) OVER thing AS first_block,
         first_value(written) OVER thing AS first_written, first_value(top) OVER thing AS first_top,
         first_value(substr(operator, 1, 1)) OVER thing AS first_side
  FROM stated WINDOW thing AS (PARTITION BY subject, attribute, narrow ORDER BY id)
), crowded AS (SELECT DISTINCT first FROM told WHERE beside > 1)
SELECT first AS claim, id AS other, 'contradicted' AS verdict,
       format('the target for %s is "%s" here and "%s" in line %d',
              CASE WHEN attribute LIKE 'latency.%' THEN substr(attribute, 9) || ' latency' ELSE replace(attribute, '_', ' ') END,
              first_written, written, line) AS message,
       written AS expected, first_written AS actual, 'one target, or the reason why there are two' AS settle
FROM told
WHERE id <> first AND block <> first_block AND top <> first_top AND side = first_side AND beside = 1 AND first NOT IN crowded
  AND abs(number - first_number) > 1e-9
ORDER BY 1, 2
