/*---
id: AR009
category: arithmetic
level: error
title: tests in all against those that passed, failed and were skipped
why: >
  Every test either passed, failed, could not run or was skipped.
since: 0.1.0
needs: {families: [count]}
---*/
WITH cell AS (
  SELECT id, block, row, attribute, number, coalesce(written, text) AS written
  FROM claim
  WHERE document = :document AND row IS NOT NULL
    AND attribute IN ('tests.total', 'tests.passed', 'tests.failed', 'tests.skipped', 'tests.errored')
    AND role = 'measured' AND operator = '=' AND exact AND coalesce(qualifier, '') = ''
), run AS (
  SELECT block, row, count(DISTINCT attribute) = count(*) AS clear, max(attribute = 'tests.skipped') AS skips,
         max(iif(attribute = 'tests.total', id, NULL)) AS total, max(iif(attribute = 'tests.total', number, NULL)) AS number,
         max(attribute = 'tests.passed') + max(attribute = 'tests.failed') AS told, total(iif(attribute = 'tests.total', 0, number)) AS added,
         terms(iif(attribute = 'tests.total', NULL, number), 'count') AS parts
  FROM cell GROUP BY block, row
), wrong AS (
  -- More than all is wrong. Fewer may be told in a column that nobody knows, but not where all other rows of the table add up.
  SELECT *, added < number AS fewer FROM run r
  WHERE clear AND total IS NOT NULL AND told = 2 AND (added > number OR (added < number AND skips AND EXISTS (
          SELECT 1 FROM run o WHERE o.block = r.block AND o.row <> r.row AND o.added = o.number) AND NOT EXISTS (
          SELECT 1 FROM run o WHERE o.block = r.block AND o.row <> r.row AND o.added <> o.number)))
)
SELECT w.total AS claim, p.id AS other, 'contradicted' AS verdict, iif(w.fewer, 'warning', NULL) AS level,
       format('"%s" tests in all, but passed, failed and skipped ones are %s', c.written, fmt(w.added, 'count')) AS message,
       fmt(w.added, 'count') AS expected, c.written AS actual, 'the output of the test run' AS settle,
       format('%s = %s, not %s', w.parts, fmt(w.added, 'count'), c.written) AS working
FROM wrong w JOIN cell c ON c.id = w.total JOIN cell p ON p.block = w.block AND p.row = w.row AND p.id <> w.total
ORDER BY 1, 2
