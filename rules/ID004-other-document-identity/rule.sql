/*---
id: ID004
category: identity
level: error
title: another document gives another digest, revision or commit for the same thing
why: >
  Two documents about one release name one digest for each of its services, or one of them is about something else.
since: 0.1.0
needs: {families: [text, metadata], with: true}
---*/
WITH marks AS (
  SELECT family, attribute, value FROM claim
  WHERE document = :document AND ((family = 'citation' AND attribute = 'path' AND value GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*')
                               OR (family = 'metadata' AND attribute IN ('commit', 'version', 'tag')))
),
related AS MATERIALIZED (
  -- About one release, and of one day: a later document may be about a later state of it.
  SELECT d.id FROM document d CROSS JOIN document o ON o.id = :document
  WHERE d.is_with = 1 AND d.id <> :document AND coalesce(abs(d.as_of - o.as_of) <= 86400000000, 1)
    AND EXISTS (SELECT 1 FROM claim c WHERE c.document = d.id AND (c.family, c.attribute, c.value) IN marks)
),
named AS (
  SELECT c.id, c.document = :document AS mine, c.attribute, c.family, coalesce(c.written, c.text) AS written, c.block, c.document,
         CASE WHEN c.subject LIKE '%-production' THEN substr(c.subject, 1, length(c.subject) - 11)
              WHEN c.subject LIKE '%-prod' THEN substr(c.subject, 1, length(c.subject) - 5) ELSE c.subject END AS subject,
         rtrim(replace(iif(c.attribute IN ('version', 'tag'), ltrim(lower(c.value), 'v'), lower(c.value)), '…', ''), '.') AS value
  FROM (SELECT id FROM related UNION ALL SELECT :document WHERE EXISTS (SELECT 1 FROM related)) d
  CROSS JOIN claim c ON c.document = d.id
  LEFT JOIN section s ON s.id = c.section LEFT JOIN section t ON t.id = s.top
  WHERE c.role = 'measured' AND c.value <> '' AND coalesce(c.qualifier, '') = ''
    AND ((c.family = 'text' AND c.attribute IN ('revision', 'version', 'digest', 'commit', 'config')
          AND (c.subject LIKE 'service:_%' OR c.subject LIKE 'gateway:_%' OR c.subject LIKE 'image:_%') AND c.subject NOT LIKE '%:*')
      OR (c.family = 'metadata' AND c.subject = 'deployment' AND c.attribute IN ('commit', 'tag') AND coalesce(s.level, 1) = 1))
    AND NOT EXISTS (SELECT 1 FROM (VALUES ('previous'), ('before'), ('rollback'), ('roll back'), ('histor'), ('changelog'), ('timeline'),
                                          ('example'), ('old '), ('legacy'), ('planned'), ('upgrad'), ('target'), ('staging'), ('qa '),
                                          ('development'), ('canary'), ('blue'), ('green'), ('secondary'), ('attempt'), ('next')) AS w
                    WHERE instr(lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '') || ' '), w.column1))
),
-- One value there and one here, or nobody can tell which of them is meant.
told AS MATERIALIZED (
  SELECT *, count(DISTINCT value) FILTER (WHERE mine) AS here, count(DISTINCT value) FILTER (WHERE NOT mine) AS there,
         min(id) FILTER (WHERE mine) AS a, min(id) FILTER (WHERE NOT mine) AS b
  FROM named GROUP BY subject, attribute
)
SELECT t.a AS claim, t.b AS other, 'contradicted' AS verdict, iif(x.family = 'metadata' OR t.attribute = 'version', 'warning', NULL) AS level,
       format('the %s of %s is "%s" here and "%s" in another document about the same release', t.attribute,
              iif(t.subject = 'deployment', 'the release', substr(t.subject, instr(t.subject, ':') + 1)), x.written, y.written) AS message,
       y.written AS expected, x.written AS actual, 'the artifacts of the release' AS settle
FROM told t JOIN named x ON x.id = t.a JOIN named y ON y.id = t.b
WHERE t.here = 1 AND t.there = 1
  AND substr(x.value, 1, min(length(x.value), length(y.value))) <> substr(y.value, 1, min(length(x.value), length(y.value)))
  AND substr(x.value, -min(length(x.value), length(y.value))) <> substr(y.value, -min(length(x.value), length(y.value)))
ORDER BY 1, 2
