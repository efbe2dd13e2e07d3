/*---
id: AR002
category: arithmetic
level: error
title: a percentage against the ratio it stands beside
why: >
  "42 of 45 (95.6 %)" states one thing twice; 42 of 45 is 93.3 %.
since: 0.1.0
needs: {relations: [percent-of, complement-of, numerator]}
---*/
WITH told AS (
  SELECT p.id, q.id AS ratio, p.unit, coalesce(p.written, p.text) AS written, coalesce(q.written, q.text) AS parts, q.number,
         format('%s = %s; %s', coalesce(q.written, q.text), fmt(q.number, 'ratio'),
                reads(coalesce(p.written, p.text), p.operator, p.low, p.high, 'ratio')) AS working,
         agrees(p.low, p.high, p.operator, q.low, q.high) AS agreed,
         -- A share may be told by what is left of it, in words that nobody can list.
         agrees(p.low, p.high, p.operator, 1 - q.high, 1 - q.low) AS rest
  FROM relation r JOIN claim p ON p.id = r.claim JOIN claim q ON q.id = r.other
  WHERE r.document = :document AND r.kind IN ('percent-of', 'complement-of') AND p.operator = '=' AND q.operator = '='
    AND p.role = 'measured' AND q.role = 'measured'
  UNION ALL
  -- A percentage in a table, with what it is a share of in other cells.
  SELECT p.id, n.id, p.unit, coalesce(p.written, p.text), coalesce(n.written, n.text) || ' of ' || coalesce(d.written, d.text),
         n.number / d.number,
         format('%s / %s = %s; %s', coalesce(n.written, n.text), coalesce(d.written, d.text), fmt(n.number / d.number, 'ratio'),
                reads(coalesce(p.written, p.text), p.operator, p.low, p.high, 'ratio')),
         agrees(p.low, p.high, p.operator, n.low / d.high, n.high / d.low),
         agrees(p.low, p.high, p.operator, 1 - n.high / d.low, 1 - n.low / d.high)
  FROM relation r JOIN claim p ON p.id = r.claim AND p.family <> 'ratio' JOIN claim n ON n.id = r.other
  JOIN relation s ON s.claim = p.id AND s.kind = 'denominator' JOIN claim d ON d.id = s.other
  WHERE r.document = :document AND r.kind = 'numerator' AND p.unit = 'ratio' AND p.operator = '=' AND n.operator = '=' AND d.operator = '='
    AND p.role = 'measured' AND n.role = 'measured' AND d.role = 'measured' AND d.low > 0
)
SELECT id AS claim, ratio AS other, 'contradicted' AS verdict,
       format('"%s" is stated for %s, which is %s', written, parts, fmt(number, 'ratio')) AS message,
       fmt(number, 'ratio') AS expected, written AS actual, 'the two numbers of the ratio, counted again' AS settle, working
FROM told WHERE agreed = 0 AND rest = 0
UNION ALL
SELECT id, ratio, 'supported', NULL, NULL, NULL, NULL, working FROM told WHERE agreed = 1
ORDER BY 1, 2
