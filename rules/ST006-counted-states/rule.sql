/*---
id: ST006
category: status
level: error
title: how many services are well, against evidence about each
why: >
  "8/8 services healthy" counts what an artifact lists one by one, and there some of them failed.
since: 0.1.0
priority: 12
needs: {families: [count], attributes: [status, health, ready]}
---*/
WITH said AS MATERIALIZED (
  SELECT c.id, c.number, c.text,
         (SELECT m.number FROM relation r JOIN relation q ON q.claim = r.claim AND q.kind = 'denominator' JOIN claim m ON m.id = q.other
          WHERE r.other = c.id AND r.kind = 'numerator') AS of_all, coalesce(c.written, c.text) AS written
  FROM (SELECT *, min(id) OVER (PARTITION BY line, "column", qualifier) AS first_here
        FROM claim WHERE document = :document AND attribute = 'count.service') c
  WHERE c.family = 'count' AND c.role = 'measured' AND c.operator = '='
    AND c.number > 0
    AND EXISTS (SELECT 1 FROM (VALUES ('healthy'), ('ready'), ('operational'), ('deployed'), ('running'), ('live'), ('up'),
                                      ('serving')) AS w
                WHERE ' ' || c.qualifier || ' ' LIKE '% ' || w.column1 || ' %')
    AND c.qualifier NOT LIKE '%not %' AND c.qualifier NOT LIKE '%un%' AND c.qualifier NOT LIKE '%previous%'
    -- Of "7/8 healthy" the seven are healthy.
    AND NOT EXISTS (SELECT 1 FROM relation r WHERE r.other = c.id AND r.kind = 'denominator')
    AND c.first_here = c.id
),
state AS MATERIALIZED (
  SELECT id, rank, subject, value, coalesce((SELECT as_of FROM document WHERE id = :document) - observed_at, 0) / 1e6 AS age
  FROM scope
  WHERE document = :document AND state = 'known' AND subject LIKE 'service:%' AND attribute IN ('status', 'health', 'ready')
),
tally AS MATERIALIZED (
  SELECT count(DISTINCT subject) AS n, count(DISTINCT CASE WHEN value = 'failure' THEN subject END) AS failed,
         count(DISTINCT CASE WHEN value = 'success' THEN subject END) AS succeeded
  FROM state
),
-- As many alike as a finding names; where a report says it thousands of times, fewer, or the pairs would be without end.
witness AS MATERIALIZED (
  SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY value, rank, age > 259200 ORDER BY id) AS nth FROM state)
  WHERE nth <= (SELECT max(1, min(64, 30000 / max(1, count(*)))) FROM said)
)
SELECT s.id AS claim, f.id AS fact, iif(f.age > 259200, 'stale', 'contradicted') AS verdict, NULL AS level,
       format('"%s" but %d of %d services failed', s.text, t.failed, t.n)
         || iif(f.age > 259200, format(', %d days before the report', f.age / 86400), '') AS message,
       format('%d of %d', t.n - t.failed, t.n) AS expected, s.written AS actual,
       'a later artifact in which they succeed, or the count without those that failed' AS settle,
       format('%d services - %d that failed = %d, not %s', t.n, t.failed, t.n - t.failed, s.written) AS working
FROM said s JOIN tally t JOIN witness f ON f.value = 'failure'
WHERE s.number > t.n - t.failed AND s.number <= t.n
UNION ALL
-- "7 of 9" where the evidence knows nine and eight are well: one has failed since, or was never there to be counted.
SELECT s.id, f.id, 'contradicted', 'warning', format('"%s" but %d of %d services succeeded', s.text, t.succeeded, t.n),
       format('%d of %d', t.succeeded, t.n), s.written, 'a later artifact in which another one failed, or the count of all that succeeded',
       format('%d of %d services succeeded, not %s', t.succeeded, t.n, s.written)
FROM said s JOIN tally t JOIN witness f ON f.value = 'success'
WHERE s.of_all = t.n AND s.number < t.succeeded AND t.succeeded = t.n - t.failed AND f.age <= 259200
UNION ALL
SELECT s.id, f.id, 'supported', NULL, NULL, NULL, NULL, NULL, format('%d of %d services succeeded', t.succeeded, t.n)
FROM said s JOIN tally t JOIN witness f ON f.value = 'success'
WHERE s.number = t.succeeded AND t.succeeded = t.n - t.failed
ORDER BY 1, 2
