/*---
id: SV001
category: incident
level: warning
title: one severity or one condition is defined in two ways
why: >
  Whoever is on call at night reads one of the two places. Either nobody comes in time, or somebody is woken for nothing.
since: 0.1.0
needs: {families: [duration, text]}
---*/
WITH promised AS (
  -- Customers, plans and times of day have answers of their own; so have two rows or columns of one table.
  SELECT c.id, c.subject, c.attribute, c.number, c.line, coalesce(c.written, c.text) AS written, c.block,
         count(*) OVER (PARTITION BY c.subject, c.attribute, c.block) AS beside
  FROM claim c LEFT JOIN section s ON s.id = c.section LEFT JOIN section t ON t.id = s.top
  WHERE c.document = :document AND c.family = 'duration' AND c.subject LIKE 'severity:%' AND c.number IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM (VALUES ('hours'), ('weekend'), ('night'), ('premium'), ('basic'), ('standard'), ('enterprise'), ('gold'),
                                          ('silver'), ('tier'), ('customer'), ('vendor'), ('staging'), ('previous'), ('old ')) AS w
                    WHERE instr(lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '') || ' '), w.column1))
), told AS MATERIALIZED (
  SELECT *, first_value(id) OVER thing AS first, first_value(number) OVER thing AS first_number, first_value(block) OVER thing AS first_block,
         first_value(written) OVER thing AS first_written
  FROM promised WHERE beside = 1 WINDOW thing AS (PARTITION BY subject, attribute ORDER BY id)
)
SELECT first AS claim, id AS other, 'contradicted' AS verdict,
       format('%s of %s is "%s" here and "%s" in line %d', attribute, upper(substr(subject, 10)), first_written, written, line) AS message,
       written AS expected, first_written AS actual, 'one time for one severity' AS settle
FROM told WHERE id <> first AND block <> first_block AND abs(number - first_number) > 0.5
UNION ALL
SELECT r.claim, r.other, 'contradicted',
       iif(a.subject LIKE 'alert:%',
           format('the alert is "%s" but line %d gives "%s" the severity %s', coalesce(a.written, a.text), b.line, coalesce(b.written, b.text),
                  upper(substr(b.subject, 10))),
           format('"%s" has the severity %s here and %s in line %d', coalesce(a.written, a.text), upper(substr(a.subject, 10)),
                  upper(substr(b.subject, 10)), b.line)),
       coalesce(b.written, b.text), coalesce(a.written, a.text), 'one severity for one condition'
FROM relation r JOIN claim a ON a.id = r.claim JOIN claim b ON b.id = r.other
WHERE r.document = :document AND r.kind = 'alike' AND b.subject LIKE 'severity:%'
ORDER BY 1, 2
