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
WITH parts AS MATERIALIZED (
  -- Artifacts of one kind tell of one part of the deployment each; their figures add up to the whole, and none is the whole.
  SELECT r.importer, f.attribute, f.unit, sum(f.low) AS low, sum(f.high) AS high
  FROM scope f JOIN reading r ON r.id = f.reading
  WHERE f.document = :document AND f.subject = 'deployment' AND f.state = 'known' AND f.number IS NOT NULL
  GROUP BY r.importer, f.attribute, f.unit HAVING count(DISTINCT f.reading) > 1
),
compared AS (
  SELECT c.id, coalesce(c.written, c.text) AS written,
         -- Some of them are as many as there are, or fewer, and nobody has counted those.
         coalesce(c.qualifier, '') <> 'some of' AS whole,
         -- "7 alert policies" says itself what is counted, a cell with a 7 does not.
         iif(length(c.text) > length(c.written), '"' || c.text || '"',
             format('%s is "%s"', replace(replace(c.attribute, 'count.', 'count of '), '-', ' '), c.written)) AS said,
         f.id AS fact, f.number AS f_number, f.unit,
         agrees(c.low, c.high, c.operator, f.low, f.high) OR coalesce(agrees(c.low, c.high, c.operator, w.low, w.high), 0) AS agreed,
         w.importer IS NOT NULL AS part, coalesce(f.text, '') NOT GLOB '*[0-9]*' AS listed, format('%s; the evidence has %s, %s', reads(coalesce(c.written, c.text), c.operator, c.low, c.high, c.unit), fmt(f.number, f.unit),
                apart(c.low, c.high, f.low, f.high, c.unit)) AS working
  FROM claim c -- as the view pair, in the one order that is fast for long reports
  CROSS JOIN subject_match m ON m.claim = c.id
  CROSS JOIN fact f ON f.subject = m.subject AND f.attribute = c.attribute
  CROSS JOIN binding b ON b.document = :document AND b.reading = f.reading AND b.bound
  CROSS JOIN reading r ON r.id = f.reading
  LEFT JOIN parts w ON f.subject = 'deployment' AND w.importer = r.importer AND w.attribute = f.attribute AND w.unit IS f.unit
  WHERE c.document = :document AND c.role = 'measured' AND c.family = 'count' AND f.state = 'known'
    AND c.number IS NOT NULL AND f.number IS NOT NULL AND coalesce(c.qualifier, '') IN ('', 'overall', 'total', 'some of')
),
both AS MATERIALIZED (SELECT *, max(agreed) OVER (PARTITION BY id) AS any_agreed FROM compared)
SELECT id AS claim, fact, 'contradicted' AS verdict,
       format('%s but the evidence has %s', said, fmt(f_number, unit)) AS message,
       fmt(f_number, unit) AS expected, written AS actual, iif(listed, 'the list in the artifact, counted', 'the figure in the artifact, and what it was taken from') AS settle, working
FROM both
WHERE agreed = 0 AND whole AND NOT part AND any_agreed = 0
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL, working FROM both WHERE agreed = 1
ORDER BY 1, 2
