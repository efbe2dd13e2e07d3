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
WITH said AS (
  SELECT c.id, c.subject, c.attribute, c.value, coalesce(c.written, c.text) AS written, f.id AS fact, f.attribute AS f_attribute,
         f.value AS f_value, coalesce(f.written, f.value) AS f_written,
         max(f.attribute = c.attribute) OVER (PARTITION BY c.id) AS same_attribute, coalesce(d.as_of - f.observed_at, 0) / 1e6 AS age
  FROM claim c
  CROSS JOIN document d ON d.id = c.document
  CROSS JOIN subject_match m ON m.claim = c.id
  CROSS JOIN fact f ON f.subject = m.subject AND f.attribute IN ('status', 'health', 'ready') AND f.state = 'known'
  CROSS JOIN binding b ON b.document = :document AND b.reading = f.reading AND b.bound
  WHERE c.document = :document AND c.family = 'status' AND c.role = 'measured' AND c.attribute IN ('status', 'health', 'ready')
    AND c.subject NOT IN ('deployment', 'loadtest') AND c.subject NOT LIKE '%:*' AND coalesce(c.qualifier, '') <> 'composite'
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
