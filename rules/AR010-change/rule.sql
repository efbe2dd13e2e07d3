/*---
id: AR010
category: arithmetic
level: warning
title: a change against the two values it lies between
why: >
  Five days are 1,440 times five minutes, not 144; and from 840 to 630 is a quarter less, not a third and more.
since: 0.1.0
needs: {families: [change], relations: [before]}
---*/
WITH both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.unit, abs(c.number) AS said, b.id AS before_id, a.id AS after_id,
         b.number AS was, a.number AS became, b.unit AS of,
         -- What the printed digits of all three leave open …
         abs(c.high - c.low) / 2
           + abs(c.number) * ((b.high - b.low) / abs(b.number) + (a.high - a.low) / abs(a.number)) / 2 + 0.005 AS digits
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim b ON b.id = r.other
  JOIN relation q ON q.claim = c.id AND q.kind = 'after' JOIN claim a ON a.id = q.other
  WHERE r.document = :document AND r.kind = 'before' AND c.family = 'change' AND c.role = 'measured' AND c.operator = '='
    AND (c.unit IN ('ratio', 'factor') OR (c.unit = 'points' AND b.unit = 'ratio')) AND b.operator = '=' AND a.operator = '=' AND b.unit IS a.unit AND b.number <> 0 AND a.number <> 0
    AND c.number <> 0
), told AS (
  SELECT *,
         CASE unit WHEN 'ratio' THEN fmt(round((became - was) / was, 4), 'ratio')
                   WHEN 'points' THEN format('%s pp', fmt(round((became - was) * 100, 2), 'count'))
                   ELSE format('%s times', fmt(round(max(became / was, was / became), 2), 'count')) END AS really,
         CASE unit WHEN 'points' THEN abs(said - abs(became - was)) ELSE
         -- … and a twentieth for those who count in their head, where it is the share or the factor that is usually told.
         min(abs(said - iif(unit = 'ratio', abs(became - was) / abs(was), max(became / was, was / became)))
               - 0.05 * iif(unit = 'ratio' AND said < 1, min(said, 1 - said), said),
             -- A share of what became, what is left of it, the difference itself; a factor less one.
             abs(said - abs(became - was) / abs(became)), abs(said - abs(became / was)), abs(said - abs(was / became)),
             abs(said - abs(became / was - 1)), iif(unit = 'ratio' AND of = 'ratio', abs(said - abs(became - was)), 1e9)) END AS away
  FROM both
), sides AS (
  SELECT *, before_id AS other, 0 AS ord FROM told UNION ALL SELECT *, after_id, 1 FROM told
)
SELECT id AS claim, other, 'contradicted' AS verdict,
       format('"%s" is stated for a change from %s to %s, which is %s', written, fmt(was, of), fmt(became, of), really) AS message,
       replace(really, ' times', '') AS expected, written AS actual, 'the two values, measured again' AS settle,
       CASE unit WHEN 'ratio' THEN format('(%s - %s) / %s = %s', fmt(became, of), fmt(was, of), fmt(was, of), really)
                 WHEN 'points' THEN format('%s - %s = %s', fmt(became, of), fmt(was, of), really)
                 ELSE format('%s / %s = %s', fmt(max(became, was), of), fmt(min(became, was), of), replace(really, ' times', '')) END AS working
FROM sides
WHERE away > digits
ORDER BY 1, ord
