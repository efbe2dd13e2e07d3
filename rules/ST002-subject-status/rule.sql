/*---
id: ST002
category: status
level: error
title: the status of a thing against evidence about the same thing
why: >
  A row that says "Ready" is refuted by the manifest that says "failed" for the same service.
since: 0.1.0
priority: 20
needs: {families: [status], attributes: [status, health, ready]}
---*/
WITH claimed AS MATERIALIZED (
  SELECT id, subject, attribute, value, coalesce(written, text) AS written
  FROM claim
  WHERE document = :document AND family = 'status' AND role = 'measured' AND attribute IN ('status', 'health', 'ready')
    AND subject NOT IN ('deployment', 'loadtest') AND subject NOT LIKE '%:*' AND coalesce(qualifier, '') <> 'composite'
),
meant AS MATERIALIZED (SELECT DISTINCT m.subject FROM claimed c CROSS JOIN subject_match m ON m.claim = c.id),
-- As many alike as a finding names; where thousands of claims are about few things, fewer, or the pairs would be without end.
witness AS MATERIALIZED (
  SELECT * FROM (
    SELECT f.*, row_number() OVER (PARTITION BY f.subject, f.attribute, f.value, f.rank, coalesce(d.as_of - f.observed_at, 0) > 259200000000
                                   ORDER BY f.id) AS nth
    FROM meant m
    CROSS JOIN document d ON d.id = :document
    CROSS JOIN fact f ON f.subject = m.subject AND f.attribute IN ('status', 'health', 'ready') AND f.state = 'known'
    CROSS JOIN binding b ON b.document = :document AND b.reading = f.reading AND b.bound
  )
  WHERE nth <= (SELECT max(1, min(64, 30000 / max(1, count(*)))) FROM claimed)
),
said AS MATERIALIZED (
  SELECT c.id, c.subject, c.attribute, c.value, c.written, f.id AS fact, f.attribute AS f_attribute,
         f.value AS f_value, coalesce(f.written, f.value) AS f_written,
         max(f.attribute = c.attribute) OVER (PARTITION BY c.id) AS same_attribute, coalesce(d.as_of - f.observed_at, 0) / 1e6 AS age
  FROM claimed c
  CROSS JOIN document d ON d.id = :document
  CROSS JOIN subject_match m ON m.claim = c.id
  CROSS JOIN witness f ON f.subject = m.subject
)
SELECT id AS claim, fact, iif(age > 259200, 'stale', 'contradicted') AS verdict,
       CASE WHEN f_value = 'partial' OR (f_attribute <> attribute AND same_attribute = 1) THEN 'warning' END AS level,
       format('%s is "%s" but the evidence says "%s"', substr(subject, instr(subject, ':') + 1), written, f_written)
         || iif(age > 259200, format(', %d days before the report', age / 86400), '') AS message,
       f_written AS expected, written AS actual,
       'a later artifact about it, or a report that says what the artifact says' AS settle
FROM said
WHERE (value = 'success' AND f_value IN ('failure', 'partial')) OR (value = 'failure' AND f_value = 'success' AND f_attribute = attribute)
UNION ALL
SELECT id, fact, 'unsupported', NULL,
       format('%s is "%s" but the evidence says "%s"', substr(subject, instr(subject, ':') + 1), written, f_written),
       f_written, written, 'the artifact of a run that was not skipped'
FROM said
WHERE value = 'success' AND f_value IN ('skipped', 'unknown', 'pending') AND f_attribute = attribute
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL, NULL
FROM said
WHERE value = f_value AND (f_attribute = attribute OR (value = 'failure' AND same_attribute = 0))
ORDER BY 1, 2
