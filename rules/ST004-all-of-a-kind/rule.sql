/*---
id: ST004
category: status
level: error
title: "\"all X healthy\" against evidence about each"
why: >
  What is said of all is refuted by one.
since: 0.1.0
priority: 15
needs: {families: [status], attributes: [status, health, ready]}
---*/
WITH said AS MATERIALIZED (
  SELECT id, value, coalesce(written, text) AS written, substr(subject, 1, length(subject) - 2) AS kind
  FROM claim
  WHERE document = :document AND family = 'status' AND subject LIKE '%:*' AND role = 'measured'
    AND attribute IN ('status', 'health', 'ready')
),
part AS MATERIALIZED (
  SELECT id, rank, subject, value, substr(subject, 1, instr(subject, ':') - 1) AS kind,
         coalesce((SELECT as_of FROM document WHERE id = :document) - observed_at, 0) / 1e6 AS age
  FROM scope
  WHERE document = :document AND state = 'known' AND subject LIKE '%:%' AND attribute IN ('status', 'health', 'ready')
),
counts AS MATERIALIZED (
  SELECT kind, count(DISTINCT subject) AS n, count(DISTINCT CASE WHEN value = 'failure' THEN subject END) AS failed,
         count(DISTINCT CASE WHEN value <> 'success' THEN subject END) AS others
  FROM part GROUP BY kind
),
-- As many alike as a finding names; where a report says it thousands of times, fewer, or the pairs would be without end.
witness AS MATERIALIZED (
  SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY kind, value, rank, age > 259200 ORDER BY id) AS nth FROM part)
  WHERE nth <= (SELECT max(1, min(64, 30000 / max(1, count(*)))) FROM said)
),
each_one AS (
  SELECT s.id, s.kind, s.value, s.written, f.id AS fact, f.value AS f_value, f.age FROM said s JOIN witness f ON f.kind = s.kind
)
SELECT e.id AS claim, e.fact, iif(e.age > 259200, 'stale', 'contradicted') AS verdict,
       format('all %ss are said to be "%s" but %d of %d failed', e.kind, e.written, k.failed, k.n)
         || iif(e.age > 259200, format(', %d days before the report', e.age / 86400), '') AS message,
       format('%d failed', k.failed) AS expected, e.written AS actual,
       'a later artifact in which all of them succeed, or a report that names the ones that do not' AS settle
FROM each_one e JOIN counts k ON k.kind = e.kind
WHERE e.value = 'success' AND e.f_value = 'failure'
UNION ALL
SELECT e.id, e.fact, 'supported', NULL, NULL, NULL, NULL
FROM each_one e JOIN counts k ON k.kind = e.kind
WHERE (e.value = 'success' AND k.others = 0) OR (e.value = 'failure' AND k.failed = k.n AND e.f_value = 'failure')
ORDER BY 1, 2
