/*---
id: AR007
category: arithmetic
level: error
title: one quantity stated twice, differently
why: >
  A summary and a body that give two numbers for one thing cannot both be right.
since: 0.1.0
needs: {relations: [same]}
---*/
WITH both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, o.id AS other, coalesce(o.written, o.text) AS o_written, o.line,
         agrees(c.low, c.high, c.operator, o.low, o.high) AS agreed
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'same' AND c.number IS NOT NULL AND o.number IS NOT NULL AND c.unit IS o.unit AND c.role = o.role
    AND c.operator IN ('=', '~', '..') AND o.operator IN ('=', '~', '..') AND c.family <> 'ordinal'
)
SELECT id AS claim, other, CASE WHEN agreed THEN 'supported' ELSE 'contradicted' END AS verdict,
       format('"%s" here but "%s" in line %d', written, o_written, line) AS message, o_written AS expected, written AS actual,
       'the source of the number' AS settle
FROM both
ORDER BY 1, 2
