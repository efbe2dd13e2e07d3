/*---
id: ID003
category: identity
level: error
title: one thing has two digests, revisions or versions in one report
why: >
  What runs has one digest. A report that gives two of them for one service was put together from two runs, or has a slip in one place.
since: 0.1.0
needs: {families: [text, metadata]}
---*/
WITH place AS (
  -- What was before, what shall be, and what is somewhere else have identities of their own; so have the releases of a list.
  SELECT s.id, s.title, s.level,
         EXISTS (SELECT 1 FROM (VALUES ('previous'), ('before'), ('rollback'), ('roll back'), ('histor'), ('changelog'), ('timeline'),
                                       ('example'), ('old '), ('legacy'), ('planned'), ('upgrad'), ('migrat'), ('target'), ('staging'),
                                       ('development'), ('canary'), ('blue'), ('green'), ('secondary'), ('failover'), ('preview'),
                                       ('attempt'), ('next'), ('recover'), ('incident'), ('comparison'), ('baseline'), ('qa ')) AS w
                 WHERE instr(lower(coalesce(s.title, '') || ' ' || coalesce(t.title, '') || ' '), w.column1)) AS apart
  FROM section s LEFT JOIN section t ON t.id = s.top WHERE s.document = :document
), environment (name) AS (
  SELECT '-' || min(lower(value)) FROM claim
  WHERE document = :document AND family = 'metadata' AND attribute = 'environment' AND role = 'measured'
), named AS (
  SELECT c.id, c.attribute, c.block, c.line, c.family, coalesce(c.written, c.text) AS written, p.level,
         CASE WHEN c.subject LIKE '%' || e.name AND length(c.subject) > length(e.name) + 10
              THEN substr(c.subject, 1, length(c.subject) - length(e.name)) ELSE c.subject END AS subject,
         -- As far as it is written: an abbreviation is no other identity.
         rtrim(replace(iif(c.attribute IN ('version', 'tag'), ltrim(lower(c.value), 'v'), lower(c.value)), '…', ''), '.') AS value
  FROM claim c LEFT JOIN place p ON p.id = c.section LEFT JOIN environment e
  WHERE c.document = :document AND c.role = 'measured' AND c.value <> '' AND NOT coalesce(p.apart, 0) AND coalesce(c.qualifier, '') = ''
    AND ((c.family = 'text' AND c.attribute IN ('revision', 'version', 'digest', 'commit')
          AND (c.subject LIKE 'service:_%' OR c.subject LIKE 'gateway:_%' OR c.subject LIKE 'image:_%') AND c.subject NOT LIKE '%:*')
      -- The report's own commit: in its header, and in a list of what was released.
      OR (c.family = 'metadata' AND c.subject = 'deployment' AND c.attribute IN ('commit', 'tag')
          AND (p.id IS NULL OR p.level = 1
               OR lower(p.title) IN ('deployment metadata', 'release metadata', 'build metadata', 'metadata', 'deployment details',
                                     'release details', 'build details', 'deployment information', 'release information',
                                     'build information', 'deployment summary', 'release summary', 'report metadata', 'summary',
                                     'executive summary', 'conclusion', 'release', 'build'))))
), told AS MATERIALIZED (
  -- Two rows of one table for one thing are two of its instances, environments or days.
  SELECT *, count(*) OVER (PARTITION BY subject, attribute, block) AS beside,
         first_value(id) OVER thing AS first, first_value(value) OVER thing AS first_value, first_value(written) OVER thing AS first_written,
         first_value(block) OVER thing AS first_block
  FROM named WINDOW thing AS (PARTITION BY subject, attribute ORDER BY id)
), crowded AS (SELECT DISTINCT first FROM told WHERE beside > 1)
SELECT first AS claim, id AS other, 'contradicted' AS verdict, iif(family = 'metadata' OR attribute = 'version', 'warning', NULL) AS level,
       format('the %s of %s is "%s" here and "%s" in line %d', attribute,
              iif(subject = 'deployment', 'the release', substr(subject, instr(subject, ':') + 1)), first_written, written, line) AS message,
       written AS expected, first_written AS actual, format('the %s that runs, in both places', attribute) AS settle
FROM told
WHERE id <> first AND block <> first_block AND beside = 1 AND first NOT IN crowded
  AND substr(value, 1, min(length(value), length(first_value))) <> substr(first_value, 1, min(length(value), length(first_value)))
  AND substr(value, -min(length(value), length(first_value))) <> substr(first_value, -min(length(value), length(first_value)))
ORDER BY 1, 2
