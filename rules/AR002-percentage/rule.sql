/*---
id: AR002
category: arithmetic
level: error
title: a percentage against the ratio it is stated for
why: >
  "4 of 5 (96 %)" says two things, and one of them is wrong.
since: 0.1.0
needs: {relations: [percent-of, complement-of]}
---*/
WITH both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.low, c.high, c.operator, o.id AS other, coalesce(o.written, o.text) AS o_written,
         o.number, r.kind
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind IN ('percent-of', 'complement-of') AND c.number IS NOT NULL AND o.number IS NOT NULL
    AND c.operator IN ('=', '~') AND o.operator = '='
),
judged AS (
  SELECT *, agrees(low, high, operator, number, number)
    OR (kind = 'complement-of' AND agrees(low, high, operator, 1 - number, 1 - number))
    -- More than all is often shown as all.
    OR (number > 1 AND low <= 1 AND high >= 1) AS agreed
  FROM both
)
SELECT id AS claim, other, CASE WHEN agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       format('"%s" is stated for %s, which is %s', written, o_written, fmt(round(number, 4), 'ratio')) AS message,
       fmt(round(number, 4), 'ratio') AS expected, written AS actual, 'the two counts' AS settle
FROM judged
ORDER BY 1, 2
