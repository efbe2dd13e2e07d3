/*---
id: AR007
category: arithmetic
level: error
title: one quantity stated twice, differently
why: >
  A summary and a body that give two numbers for one thing cannot both be right.
since: 0.1.0
needs: {families: [count, figure, duration]}
---*/
WITH tests AS (
  -- By windows, not by joins: those would take a step for each two claims of a long report.
  SELECT *, min(iif(attribute = 'tests.total' AND row IS NOT NULL AND role = 'measured', id, NULL)) OVER alike AS total_in_row,
         max(attribute = 'tests.passed' AND row IS NOT NULL) OVER alike AS passed_in_row
  FROM claim
  WHERE document = :document AND attribute IN ('tests.passed', 'tests.total')
  WINDOW alike AS (PARTITION BY number)
), pairs AS (
  SELECT claim, other, ord >= 100 AS alike FROM relation WHERE document = :document AND kind = 'same'
  UNION
  -- "All 1,586 tests passed": of as many tests in all, a row of results says how many did.
  SELECT c.id, p.id, 0
  FROM tests c
  CROSS JOIN claim t ON t.id = c.total_in_row
  CROSS JOIN claim p ON p.document = :document AND p.block = t.block AND p.row = t.row AND p.attribute = 'tests.passed'
   AND p.role = 'measured'
  WHERE c.attribute = 'tests.passed' AND c.row IS NULL AND c.exact AND c.number > 1 AND NOT c.passed_in_row
    AND NOT EXISTS (SELECT 1 FROM relation r WHERE r.other = c.id AND r.kind = 'denominator') -- of "207 of 210 passed"
), both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.line, c.attribute, c.role, c.section, o.id AS other, r.alike,
         coalesce(o.written, o.text) AS o_written, o.line AS o_line, o.section AS o_section,
         agrees(c.low, c.high, c.operator, o.low, o.high) AS agreed,
         format('%s; %s in line %d, %s', reads(coalesce(c.written, c.text), c.operator, c.low, c.high, c.unit),
                reads(coalesce(o.written, o.text), o.operator, o.low, o.high, o.unit), o.line,
                apart(c.low, c.high, o.low, o.high, c.unit)) AS working
  FROM pairs r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE c.family <> 'ordinal' AND c.number IS NOT NULL AND o.number IS NOT NULL
    AND c.unit IS o.unit AND c.operator = '=' AND o.operator = '='
    AND ((c.role = 'measured' AND o.role = 'measured') OR (c.attribute = 'effort' AND c.role <> 'previous' AND o.role <> 'previous'))
), titled AS (
  SELECT b.*, lower(coalesce(s.title, '') || ' / ' || coalesce(st.title, '')) AS title,
         lower(coalesce(t.title, '') || ' / ' || coalesce(tt.title, '')) AS o_title
  FROM both b
  LEFT JOIN section s ON s.id = b.section LEFT JOIN section st ON st.id = s.top
  LEFT JOIN section t ON t.id = b.o_section LEFT JOIN section tt ON tt.id = t.top
), judged AS (
  SELECT *,
         -- Chapters about two runs, days or versions give two numbers rightly.
         section IS NOT o_section AND EXISTS (
           SELECT 1 FROM (VALUES ('run'), ('round'), ('iteration'), ('attempt'), ('baseline'), ('before'), ('after'), ('previous'),
                                 ('day '), ('week'), ('phase'), ('stage'), ('version'), ('comparison'), ('history'), ('smoke'),
                                 ('soak'), ('stress'),
                                 ('region'), ('zone'), ('tenant'), ('customer'), ('cluster')) AS w
           WHERE title LIKE '%' || w.column1 || '%' OR o_title LIKE '%' || w.column1 || '%') AS of_two,
         -- A summary speaks of what the body speaks of.
         section IS NULL OR o_section IS NULL OR EXISTS (
           SELECT 1 FROM (VALUES ('summary'), ('overview'), ('highlight'), ('tl;dr'), ('conclusion'), ('result'), ('at a glance')) AS w
           WHERE title LIKE '%' || w.column1 || '%' OR o_title LIKE '%' || w.column1 || '%') AS summarised
  FROM titled
)
SELECT id AS claim, other, CASE WHEN agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       CASE WHEN alike OR attribute = 'effort' OR NOT (summarised OR section IS o_section) THEN 'warning' END AS level,
       format('"%s" here but "%s" in line %d', written, o_written, o_line) AS message, o_written AS expected, written AS actual,
       'the source of the number' AS settle, working
FROM judged
WHERE agreed IS NOT NULL AND (attribute = 'effort' OR NOT of_two)
ORDER BY 1, 2
