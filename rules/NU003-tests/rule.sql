/*---
id: NU003
category: number
level: error
title: how many tests passed or failed, against the test run
why: >
  "12/12 smoke tests passed" is counted by the tool that ran them.
since: 0.1.0
priority: 10
needs: {families: [count], attributes: ["tests.*"]}
---*/
WITH said AS (
  SELECT c.id, c.low, c.high, c.operator, c.text, coalesce(c.written, c.text) AS written,
         -- "count.smoke-test" is of the suite "smoke", "count.test" of the only one.
         CASE WHEN c.attribute LIKE 'count.%-test' THEN substr(c.attribute, 7, length(c.attribute) - 11) ELSE '' END AS suite,
         CASE WHEN c.qualifier IN ('passed', 'passing', 'green', 'successful', 'succeeded') THEN 'tests.passed'
              WHEN c.qualifier IN ('failed', 'failing', 'red') THEN 'tests.failed'
              WHEN c.qualifier IN ('skipped') THEN 'tests.skipped' END AS attribute
  FROM (SELECT *, min(id) OVER (PARTITION BY attribute, line, "column", qualifier) AS first_here
        FROM claim WHERE document = :document AND attribute LIKE 'count.%test') c
  WHERE c.family = 'count' AND c.role = 'measured' AND c.number IS NOT NULL AND instr(c.subject, '@') = 0
    AND (c.attribute = 'count.test' OR c.attribute LIKE 'count.%-test')
    AND NOT EXISTS (SELECT 1 FROM relation r WHERE r.other = c.id AND r.kind = 'denominator')
    AND c.first_here = c.id
),
ran AS (
  SELECT s.id, s.attribute, s.number, s.low, s.high, substr(s.subject, 7) AS suite,
         (SELECT count(DISTINCT x.subject) FROM scope x WHERE x.document = :document AND x.subject LIKE 'suite:%') AS suites
  FROM scope s
  WHERE s.document = :document AND s.state = 'known' AND s.number IS NOT NULL AND s.subject LIKE 'suite:%' AND s.attribute LIKE 'tests.%'
),
both AS (
  SELECT s.id, s.text, s.written, r.id AS fact, r.number, r.attribute, agrees(s.low, s.high, s.operator, r.low, r.high) AS agreed,
         format('%s; the test run has %s, %s', reads(s.written, s.operator, s.low, s.high, 'count'), fmt(r.number, 'count'),
                apart(s.low, s.high, r.low, r.high, 'count')) AS working
  FROM said s JOIN ran r ON r.attribute = s.attribute AND (lower(r.suite) = s.suite OR (s.suite = '' AND r.suites = 1))
)
SELECT id AS claim, fact, 'contradicted' AS verdict,
       format('"%s" but the test run counts %s %s', text, fmt(number, 'count'), substr(attribute, 7)) AS message,
       fmt(number, 'count') AS expected, written AS actual, 'the output of the test run' AS settle, working
FROM both b
WHERE agreed = 0 AND NOT EXISTS (SELECT 1 FROM both e WHERE e.id = b.id AND e.agreed = 1)
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL, working FROM both WHERE agreed = 1
ORDER BY 1, 2
