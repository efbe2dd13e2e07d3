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
WITH both AS (
  SELECT c.id, coalesce(c.written, c.text) AS written, f.id AS fact, f.value AS f_value,
         rtrim(replace(replace(lower(c.value), 'https://', ''), 'http://', ''), '/') AS said,
         rtrim(replace(replace(lower(f.value), 'https://', ''), 'http://', ''), '/') AS found
  FROM claim c JOIN pair p ON p.claim = c.id JOIN fact f ON f.id = p.fact
  WHERE p.document = :document AND c.document = :document AND c.attribute = 'url' AND f.state = 'known' AND c.value <> ''
)
SELECT id AS claim, fact, 'contradicted' AS verdict, format('address is "%s" but the evidence has "%s"', written, f_value) AS message,
       f_value AS expected, written AS actual, 'the address that answers now' AS settle
FROM both b
WHERE NOT EXISTS (SELECT 1 FROM both e WHERE e.id = b.id AND e.said = e.found)
UNION ALL
SELECT id, fact, 'supported', NULL, NULL, NULL, NULL FROM both WHERE said = found
ORDER BY 1, 2
