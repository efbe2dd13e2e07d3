/*---
id: EV001
category: evidence
level: warning
title: a summary disagrees with what it sums up
why: >
  A readiness report that says "ready" while the manifest says "failed" did not look at the manifest.
since: 0.1.0
scope: evidence
needs: {attributes: [status, sla.status]}
---*/
WITH state AS (
  SELECT id, subject, attribute, value, rank, coalesce(written, value) AS written
  FROM scope
  WHERE document = :document AND state = 'known' AND attribute IN ('status', 'sla.status', 'health', 'ready')
),
fine AS (SELECT * FROM state WHERE rank = 'derived' AND value = 'success'),
bad AS (SELECT * FROM state WHERE rank = 'primary' AND value = 'failure'),
services AS (
  SELECT count(DISTINCT subject) AS n, count(DISTINCT CASE WHEN value = 'failure' THEN subject END) AS failed
  FROM state WHERE rank = 'primary' AND subject LIKE 'service:%'
)
SELECT d.id AS fact, p.id AS other, d.id AS grp,
       format('a summary says "%s" but %d of %d services failed', d.written, s.failed, s.n) AS message,
       format('%d of %d services failed', s.failed, s.n) AS expected, d.written AS actual,
       'the summary made again from the artifacts it stands on' AS settle
FROM fine d JOIN bad p ON p.subject LIKE 'service:%' JOIN services s
WHERE d.subject = 'deployment' AND d.attribute = 'status'
UNION ALL
SELECT d.id, p.id, d.id, format('%s is "%s" in a summary but "%s" where it was measured', d.subject, d.written, p.written),
       p.written, d.written, 'the summary made again from the artifacts it stands on'
FROM fine d JOIN bad p ON p.subject = d.subject AND p.attribute = d.attribute
ORDER BY 1, 2
