/*---
id: AR006
category: arithmetic
level: error
title: hours of a whole against the hours of its parts
why: >
  A phase of 10 hours whose steps take 9 is planned, staffed or billed by the wrong one of the two.
since: 0.1.0
priority: 5
needs: {relations: [sum]}
---*/
WITH sums AS (
  SELECT c.id, c.role, c.operator, c.number, coalesce(c.written, c.text) AS written, count(*) AS parts, total(p.number) AS added, terms(p.number, 's') AS parts_shown,
         max(p.operator <> '=' OR p.number IS NULL) AS vague
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim p ON p.id = r.other
  WHERE r.document = :document AND r.kind = 'sum' AND c.attribute = 'effort' AND c.operator IN ('=', '>=')
  GROUP BY c.id
), told AS (
  -- Hours are planned in round figures and added as they are written: a minute is for what the decimals of an hour lose.
  SELECT *, iif(operator = '>=', number - added > 60, abs(number - added) > 60) AS wrong FROM sums WHERE NOT vague
)
SELECT t.id AS claim, r.other, 'contradicted' AS verdict,
       iif(abs(t.number - t.added) > t.number / 10, 'error', 'warning') AS level,
       format('"%s" is the time for %d parts, which take %s together', t.written, t.parts, fmt(t.added, 's')) AS message,
       fmt(t.added, 's') AS expected, t.written AS actual, 'the hours of each part' AS settle,
       format('%s = %s, not %s', t.parts_shown, fmt(t.added, 's'), fmt(t.number, 's')) AS working
FROM told t JOIN relation r ON r.claim = t.id AND r.kind = 'sum'
WHERE t.wrong
ORDER BY 1, 2
