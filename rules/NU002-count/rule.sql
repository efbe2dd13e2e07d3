/*---
id: NU002
category: number
level: error
title: a count against evidence
why: >
  Things that are counted can be counted again.
since: 0.1.0
priority: 10
needs: {families: [count], attributes: ["count.*", requests, errors, "tests.*", concurrency, "replicas.*"]}
---*/
WITH both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written,
         -- "7 alert policies" says itself what is counted, a cell with a 7 does not.
         iif(length(c.text) > length(c.written), '"' || c.text || '"',
             format('%s is "%s"', replace(replace(c.attribute, 'count.', 'count of '), '-', ' '), c.written)) AS said,
         f.id AS fact, f.number AS f_number, f.unit,
         agrees(c.low, c.high, c.operator, f.low, f.high) AS agreed, format('%s; the evidence has %s, %s', reads(coalesce(c.written, c.text), c.operator, c.low, c.high, c.unit), fmt(f.number, f.unit),
                apart(c.low, c.high, f.low, f.high, c.unit)) AS working
  FROM claim c JOIN pair p ON p.claim = c.id JOIN fact f ON f.id = p.fact
  WHERE p.document = :document AND c.document = :document AND c.family = 'count' AND f.state = 'known'
    AND c.number IS NOT NULL AND f.number IS NOT NULL AND coalesce(c.qualifier, '') IN ('', 'overall', 'total')
)
SELECT id AS claim, fact, 'contradicted' AS verdict,
       format('%s but the evidence has %s', said, fmt(f_number, unit)) AS message,
       fmt(f_number, unit) AS expected, written AS actual, 'the list in the artifact, counted' AS settle, working
FROM both b
WHERE agreed = 0 AND NOT EXISTS (SELECT 1 FROM both e WHERE e.id = b.id AND e.agreed = 1)
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL, working FROM both WHERE agreed = 1
ORDER BY 1, 2
