/*---
id: ST001
category: status
level: error
title: overall status against failed evidence
why: >
  A release is not complete while a part of it failed, and not done while nothing was done.
since: 0.1.0
priority: 10
needs: {families: [status], attributes: [status, health, ready, tests.failed]}
---*/
WITH part AS MATERIALIZED (
  -- What a release is made of, one verdict a part and attribute: the evidence's own words.
  SELECT s.id, s.rank, s.subject, s.attribute, s.value, coalesce(s.written, s.value) AS written, coalesce(d.as_of - s.observed_at, 0) / 1e6 AS age,
         substr(s.subject, 1, instr(s.subject || ':', ':') - 1) AS kind
  FROM scope s JOIN document d ON d.id = :document
  WHERE s.document = :document AND s.state = 'known'
    AND (s.subject LIKE 'service:%' OR s.subject LIKE 'suite:%' OR s.subject LIKE 'gate:%' OR s.subject = 'deployment')
    AND s.attribute IN ('status', 'health', 'ready')
),
kinds AS MATERIALIZED (
  SELECT kind,
         count(DISTINCT subject) AS n,
         count(DISTINCT CASE WHEN value = 'failure' THEN subject END) AS failed,
         count(DISTINCT CASE WHEN value = 'success' THEN subject END) AS succeeded,
         count(DISTINCT CASE WHEN value NOT IN ('success', 'skipped', 'unknown') THEN subject END) AS did
  FROM part GROUP BY kind
),
-- Of services and suites that failed one finding speaks: they refute the same words.
all_kinds AS MATERIALIZED (
  SELECT group_concat(words, ' and ') AS failed
  FROM (SELECT format('%d of %d %ss failed', failed, n, kind) AS words
        FROM kinds WHERE failed > 0 AND kind <> 'deployment' ORDER BY kind = 'suite', kind = 'gate', kind)
),
overall AS MATERIALIZED (
  SELECT c.id, coalesce(c.written, c.text) AS written, c.value
  FROM claim c JOIN document d ON d.id = c.document
  WHERE c.document = :document AND c.family = 'status' AND c.subject = 'deployment' AND c.attribute = 'status' AND c.role = 'measured'
    -- A report on a failure cites it, and is itself complete when it is understood or repaired.
    AND (c.value <> 'success' OR NOT EXISTS (
      SELECT 1 FROM (VALUES ('postmortem'), ('post-mortem'), ('incident'), ('root cause'), ('rca'), ('investigation'), ('analysis'),
                            ('recovery'), ('lessons')) AS w
      WHERE ' ' || lower(coalesce(d.title, '')) || ' ' LIKE '% ' || w.column1 || '%'))
    AND NOT EXISTS (
      SELECT 1 FROM (VALUES ('resolved'), ('fixed'), ('recovered'), ('restored'), ('mitigated'), ('repaired'), ('closed'),
                            ('rolled back')) AS w
      WHERE lower(coalesce(c.written, c.text)) LIKE '%' || w.column1 || '%')
),
-- As many alike as a finding names; where a report says it thousands of times, fewer, or the pairs would be without end.
witness AS MATERIALIZED (
  SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY kind, attribute, value, rank, age > 259200 ORDER BY id) AS nth FROM part)
  WHERE nth <= (SELECT max(1, min(64, 30000 / max(1, count(*)))) FROM overall)
)
SELECT o.id AS claim, p.id AS fact, iif(p.age > 259200, 'stale', 'contradicted') AS verdict, 'failed' AS grp,
       CASE WHEN p.kind = 'deployment' THEN format('status is "%s" but the evidence says "%s"', o.written, p.written)
            ELSE format('status is "%s" but %s', o.written, a.failed) END
         || iif(p.age > 259200, format(', %d days before the report', p.age / 86400), '') AS message,
       CASE WHEN p.kind = 'deployment' THEN p.written ELSE a.failed END AS expected,
       o.written AS actual,
       'a later artifact of this release in which all of them succeed, or a report that says what failed' AS settle
FROM overall o JOIN witness p ON p.value = 'failure' LEFT JOIN all_kinds a ON p.kind <> 'deployment'
WHERE o.value = 'success'
  -- A verdict over gates says no more than the gates that it is made of.
  AND NOT (p.kind = 'deployment' AND EXISTS (SELECT 1 FROM kinds g WHERE g.kind = 'gate' AND g.failed))
UNION ALL
SELECT o.id, p.id, 'unsupported', 'nothing done',
       format('status is "%s" but none of %d services was deployed: "%s"', o.written, k.n, p.written),
       p.written, o.written, 'the artifact of a run that was not skipped'
FROM overall o JOIN witness p ON p.kind = 'service' AND p.attribute = 'status' JOIN kinds k ON k.kind = p.kind
WHERE o.value = 'success' AND k.succeeded = 0 AND k.did = 0
UNION ALL
SELECT o.id, p.id, 'supported', NULL, NULL, NULL, NULL, NULL
FROM overall o JOIN witness p ON p.value = 'success' AND p.attribute = 'status' AND p.kind IN ('service', 'deployment')
JOIN kinds k ON k.kind = p.kind
WHERE o.value = 'success' AND (p.kind = 'deployment' OR (k.failed = 0 AND k.succeeded = k.n))
UNION ALL
SELECT o.id, p.id, 'supported', NULL, NULL, NULL, NULL, NULL
FROM overall o JOIN witness p ON p.value = 'failure' AND p.kind IN ('service', 'deployment')
WHERE o.value = 'failure'
ORDER BY 1, 4, 5, 2
