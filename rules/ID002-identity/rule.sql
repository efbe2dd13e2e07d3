/*---
id: ID002
category: identity
level: error
title: revision, version, digest, image or commit against evidence
why: >
  What runs is known by its digest, revision and commit; if they differ, the report is about something else than the evidence.
since: 0.1.0
priority: 10
needs: {families: [text, metadata], attributes: [revision, version, digest, image, commit, tag]}
---*/
WITH both AS (
  SELECT c.id, c.attribute, coalesce(c.written, c.text) AS written, f.id AS fact, f.value AS f_value,
         CASE c.attribute
           WHEN 'commit' THEN min(length(c.value), length(f.value)) >= 7
             AND (instr(lower(f.value), lower(c.value)) = 1 OR instr(lower(c.value), lower(f.value)) = 1)
           -- A reference without tag or digest names any of them.
           WHEN 'image' THEN lower(c.value) = lower(f.value)
             OR (length(c.value) < length(f.value) AND substr(lower(f.value), 1, length(c.value)) = lower(c.value)
                 AND substr(f.value, length(c.value) + 1, 1) IN (':', '@'))
             OR (length(f.value) < length(c.value) AND substr(lower(c.value), 1, length(f.value)) = lower(f.value)
                 AND substr(c.value, length(f.value) + 1, 1) IN (':', '@'))
             -- A report may leave out the registry and the folders.
             OR (instr(c.value, ':') AND substr(lower(f.value), -length(c.value) - 1) = '/' || lower(c.value))
             OR (instr(f.value, ':') AND substr(lower(c.value), -length(f.value) - 1) = '/' || lower(f.value))
           -- A shortened digest is one that says less.
           WHEN 'digest' THEN length(c.value) >= 14 AND substr(lower(f.value), 1, length(c.value)) = lower(c.value)
           -- "4.2" is 4.2.0, 4.2.1 …
           ELSE lower(ltrim(c.value, 'vV')) || '.' = substr(lower(ltrim(f.value, 'vV')) || '.', 1, length(ltrim(c.value, 'vV')) + 1)
         END AS same,
         -- The version in a header may be the document's own.
         c.family = 'text' OR c.attribute NOT IN ('version', 'tag') OR (length(c.value) >= 8 AND length(f.value) >= 8) AS comparable
  FROM claim c JOIN pair p ON p.claim = c.id JOIN fact f ON f.id = p.fact
  WHERE p.document = :document AND c.document = :document AND c.family IN ('text', 'metadata') AND f.state = 'known' AND c.value <> ''
    AND c.attribute IN ('revision', 'version', 'digest', 'image', 'commit', 'tag')
),
alias AS (
  -- A revision may be called by the version it runs.
  SELECT c.id, f.id AS fact FROM claim c
  CROSS JOIN subject_match m ON m.claim = c.id
  CROSS JOIN fact f ON f.subject = m.subject AND f.attribute = 'version' AND f.state = 'known' AND lower(f.value) = lower(c.value)
  CROSS JOIN binding b ON b.document = :document AND b.reading = f.reading AND b.bound
  WHERE c.document = :document AND c.family = 'text' AND c.attribute = 'revision' AND c.role = 'measured'
)
SELECT id AS claim, fact, 'contradicted' AS verdict, format('%s is "%s" but the evidence has "%s"', attribute, written, f_value) AS message,
       f_value AS expected, written AS actual, format('the %s that runs now', attribute) AS settle
FROM both b
WHERE comparable AND NOT EXISTS (SELECT 1 FROM both e WHERE e.id = b.id AND e.same) AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.id = b.id)
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL FROM both WHERE same
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL FROM alias
ORDER BY 1, 2
