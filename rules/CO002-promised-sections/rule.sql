/*---
id: CO002
category: completeness
level: warning
title: another document does not contain what this one says it contains
why: >
  Who is sent to a document for its rollback procedures and does not find them has lost the time that the procedures were written to save.
since: 0.1.0
needs: {families: [text], with: true}
---*/
WITH place AS (
  SELECT d.id, i.path, '/' || i.path AS rooted, rtrim(i.path, replace(i.path, '/', '')) AS folder
  FROM document d JOIN intake i ON i.id = d.intake WHERE d.is_with = 1 AND d.id <> :document
), marks AS (
  SELECT family, attribute, value FROM claim
  WHERE document = :document AND ((family = 'citation' AND attribute = 'path' AND value GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*')
                               OR (family = 'metadata' AND attribute IN ('commit', 'version', 'tag', 'project')))
), named AS (
  -- Without its folder, its ending, and a number that puts it in order.
  SELECT p.id, p.rooted, ltrim(ltrim(substr(p.path, length(p.folder) + 1, length(p.path) - length(p.folder) - 3), '0123456789'), '-_') AS stem,
         EXISTS (SELECT 1 FROM claim c WHERE c.document = p.id AND (c.family, c.attribute, c.value) IN marks) AS related
  FROM place p
), promised AS (
  SELECT c.id, c.block, c.line, coalesce(c.written, c.text) AS written, c.qualifier AS stems, substr(c.subject, 10) AS path,
         rtrim(c.subject, replace(c.subject, '/', '')) AS folder
  FROM claim c
  WHERE c.document = :document AND c.family = 'text' AND c.attribute = 'contains' AND c.role = 'measured' AND c.qualifier <> ''
), meant AS (
  -- The cited path; or a document of the same release whose name is the beginning of the cited one, if it is the only one.
  SELECT p.*, n.id AS document,
         substr(n.rooted, -length(ltrim(p.path, './')) - 1) = '/' || ltrim(p.path, './') AS exact
  FROM promised p JOIN named n
    ON substr(n.rooted, -length(ltrim(p.path, './')) - 1) = '/' || ltrim(p.path, './')
    OR (n.related AND n.stem LIKE '%_-_%'
        AND (substr('document:' || p.path, length(iif(p.folder = '', 'document:', p.folder)) + 1) = n.stem || '.md'
             OR instr(substr('document:' || p.path, length(iif(p.folder = '', 'document:', p.folder)) + 1), n.stem || '-') = 1))
), one AS (
  SELECT *, count(*) OVER (PARTITION BY id) AS fits FROM meant
), missing AS (
  SELECT o.* FROM one o
  WHERE o.fits = 1
    AND NOT EXISTS (SELECT 1 FROM section s WHERE s.document = o.document
      AND (instr(' ' || replace(lower(s.title), '-', ' '), ' ' || json_extract(o.stems, '$[0]'))
        OR instr(' ' || replace(lower(s.title), '-', ' '), ' ' || json_extract(o.stems, '$[1]'))
        OR instr(' ' || replace(lower(s.title), '-', ' '), ' ' || json_extract(o.stems, '$[2]'))))
    AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.document = o.document
      AND (instr(' ' || replace(lower(c.text), '-', ' '), ' ' || json_extract(o.stems, '$[0]'))
        OR instr(' ' || replace(lower(c.text), '-', ' '), ' ' || json_extract(o.stems, '$[1]'))
        OR instr(' ' || replace(lower(c.text), '-', ' '), ' ' || json_extract(o.stems, '$[2]'))))
), first AS (
  -- What is said twice is missing once.
  SELECT *, row_number() OVER (PARTITION BY path, stems ORDER BY id) AS nth FROM missing
), told AS (
  SELECT path, min(id) AS claim, group_concat(iif(nth = 1, '"' || written || '"', NULL), ', ') AS items FROM first GROUP BY path
)
SELECT t.claim, iif(f.id = t.claim, NULL, f.id) AS other, 'unsupported' AS verdict,
       format('%s is said to contain %s, and nothing in it is about that', t.path, t.items) AS message, t.items AS expected,
       'no such section' AS actual, 'the missing sections, or a description that fits the document' AS settle
FROM told t JOIN first f ON f.path = t.path
ORDER BY 1, 2
