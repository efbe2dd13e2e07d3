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
WITH said AS (
  SELECT id, value, coalesce(written, text) AS written, substr(subject, 1, length(subject) - 1) AS prefix,
         substr(subject, 1, length(subject) - 2) AS kind
  FROM claim
  WHERE document = :document AND family = 'status' AND subject LIKE '%:*' AND role = 'measured'
    AND attribute IN ('status', 'health', 'ready')
),
each_one AS (
  SELECT s.id, s.kind, s.value, s.written, f.id AS fact, f.subject, f.value AS f_value,
         coalesce((SELECT as_of FROM document WHERE id = :document) - f.observed_at, 0) / 1e6 AS age
  FROM said s
  JOIN scope f ON f.document = :document AND f.state = 'known' AND substr(f.subject, 1, length(s.prefix)) = s.prefix
   AND f.attribute IN ('status', 'health', 'ready')
),
counts AS (
  SELECT id, count(DISTINCT subject) AS n, count(DISTINCT CASE WHEN f_value = 'failure' THEN subject END) AS failed,
         count(DISTINCT CASE WHEN f_value <> 'success' THEN subject END) AS others
  FROM each_one GROUP BY id
)
SELECT e.id AS claim, e.fact, iif(e.age > 259200, 'stale', 'contradicted') AS verdict,
       format('all %ss are said to be "%s" but %d of %d failed', e.kind, e.written, k.failed, k.n)
         || iif(e.age > 259200, format(', %d days before the report', e.age / 86400), '') AS message,
       format('%d failed', k.failed) AS expected, e.written AS actual,
       'a later artifact in which all of them succeed, or a report that names the ones that do not' AS settle
FROM each_one e JOIN counts k ON k.id = e.id
WHERE e.value = 'success' AND e.f_value = 'failure'
UNION ALL
SELECT e.id, e.fact, 'supported', NULL, NULL, NULL, NULL
FROM each_one e JOIN counts k ON k.id = e.id
WHERE (e.value = 'success' AND k.others = 0) OR (e.value = 'failure' AND k.failed = k.n AND e.f_value = 'failure')
ORDER BY 1, 2
