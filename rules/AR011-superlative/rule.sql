/*---
id: AR011
category: arithmetic
level: error
title: what is said of all rows, or of the first of them, against the table
why: >
  "All below 300 ms" above a row of 340 ms is read by nobody as it is meant, and the slowest one has nothing above it.
since: 0.1.0
needs: {families: [figure], relations: [aggregate]}
---*/
WITH said AS (
  SELECT c.id, c.operator, c.number, c.qualifier, coalesce(c.written, c.text) AS written, o.id AS other, o.number AS value, o.unit,
         coalesce(o.written, o.text) AS o_written,
         CASE c.qualifier WHEN 'largest' THEN o.low > c.number AND o.number > c.number
                          WHEN 'smallest' THEN o.high <= c.number AND o.number < c.number
                          ELSE meets(c.operator, o.number, o.number, c.number, c.number) = 0 END AS wrong,
         c.role
  FROM relation r JOIN claim c ON c.id = r.claim JOIN claim o ON o.id = r.other
  WHERE r.document = :document AND r.kind = 'aggregate' AND c.qualifier IN ('each', 'largest', 'smallest') AND c.unit = o.unit
    AND o.role = 'measured' AND c.role IN ('measured', 'target') AND o.number IS NOT NULL
), counted AS (
  SELECT *, total(wrong) OVER (PARTITION BY id) AS n, count(*) OVER (PARTITION BY id) AS rows FROM said
)
SELECT id AS claim, other, iif(n > 0, 'contradicted', 'supported') AS verdict,
       -- Many rows beyond the bound: it may be of another column.
       iif(qualifier = 'each' AND 2 * n > rows, 'warning', NULL) AS level,
       iif(qualifier = 'each', format('"%s" is said of all, but a row has "%s"', written, o_written),
           format('"%s" is said to be the %s, but a row has "%s"', written, qualifier, o_written)) AS message,
       o_written AS expected, written AS actual, 'the results that the rows were taken from' AS settle
FROM counted
WHERE n = 0 OR wrong
ORDER BY 1, 2
