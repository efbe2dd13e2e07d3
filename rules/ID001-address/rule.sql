/*---
id: ID001
category: identity
level: error
title: an address against evidence
why: >
  An address that no artifact of the release gives is of another deployment, or mistyped.
since: 0.1.0
priority: 10
needs: {families: [text], attributes: [url]}
---*/
WITH address AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, f.id AS fact, f.value AS f_value,
         rtrim(replace(replace(lower(c.value), 'https://', ''), 'http://', ''), '/') AS said,
         rtrim(replace(replace(lower(f.value), 'https://', ''), 'http://', ''), '/') AS found
  FROM claim c JOIN pair p ON p.claim = c.id JOIN fact f ON f.id = p.fact
  WHERE p.document = :document AND c.document = :document AND c.attribute = 'url' AND f.state = 'known' AND c.value <> ''
),
-- A page of an address is at that address.
both AS (SELECT *, said = found OR substr(said, 1, length(found) + 1) = found || '/' AS same FROM address)
SELECT id AS claim, fact, 'contradicted' AS verdict, format('address is "%s" but the evidence has "%s"', written, f_value) AS message,
       f_value AS expected, written AS actual, 'the address that answers now' AS settle
FROM both b
WHERE NOT EXISTS (SELECT 1 FROM both e WHERE e.id = b.id AND e.same)
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL FROM both WHERE same
ORDER BY 1, 2
