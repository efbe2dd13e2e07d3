/*---
id: ST003
category: status
level: error
title: a load-test or service-level verdict against the test's own check
why: >
  A load test that checked its service levels and says "fail" refutes a report that says they were met.
since: 0.1.0
priority: 20
needs: {families: [status], attributes: [sla.status, status]}
---*/
WITH said AS MATERIALIZED (
  SELECT id, attribute, value, coalesce(written, text) AS written FROM claim
  WHERE document = :document AND family = 'status' AND subject = 'loadtest' AND role = 'measured' AND attribute IN ('status', 'sla.status')
    AND coalesce(qualifier, '') <> 'composite'
),
every_check AS (
  SELECT id, rank, subject, attribute, value, coalesce(written, value) AS written,
         (attribute = 'sla.status') AS overall,
         coalesce((SELECT as_of FROM document WHERE id = :document) - observed_at, 0) / 1e6 AS age
  FROM scope
  WHERE document = :document AND state = 'known' AND subject = 'loadtest' AND attribute IN ('sla.status', 'status')
),
-- As many alike as a finding names; where a report says it thousands of times, fewer, or the pairs would be without end.
checked AS MATERIALIZED (
  SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY attribute, value, rank, age > 259200 ORDER BY id) AS nth FROM every_check)
  WHERE nth <= (SELECT max(1, min(64, 30000 / max(1, count(*)))) FROM said)
),
passed AS (
  -- "completed" says that it ran; only "passed" and its like say that it was good.
  SELECT * FROM said
  WHERE value = 'success'
    AND (attribute = 'sla.status' OR lower(written) LIKE '%pass%' OR lower(written) LIKE '%met%' OR written LIKE '%✅%')
)
SELECT p.id AS claim, k.id AS fact, iif(k.age > 259200, 'stale', 'contradicted') AS verdict,
       format('%s is "%s" but the load test''s own check says "%s"', iif(p.attribute = 'sla.status', 'service level', 'load test'),
              p.written, k.written)
         || iif(k.age > 259200, format(', %d days before the report', k.age / 86400), '') AS message,
       k.written AS expected, p.written AS actual,
       'a later load test that meets its thresholds, or a report that names the ones it missed' AS settle
FROM passed p JOIN checked k ON k.value = 'failure'
UNION ALL
SELECT p.id, k.id, 'unsupported', format('service level is "%s" but the check was not made: "%s"', p.written, k.written),
       k.written, p.written,
       'a load test whose thresholds were checked'
FROM passed p JOIN checked k ON k.overall AND k.value IN ('skipped', 'unknown', 'pending')
WHERE p.attribute = 'sla.status'
UNION ALL
SELECT s.id, k.id, 'supported', NULL, NULL, NULL, NULL
FROM said s JOIN checked k ON k.attribute = s.attribute AND k.value = s.value
ORDER BY 1, 2
