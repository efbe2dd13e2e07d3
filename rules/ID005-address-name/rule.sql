/*---
id: ID005
category: identity
level: warning
title: an address that the platform makes of a name carries another name
why: >
  Some platforms make the host of the name that a service was created with. A name that does not stand in its own host is not its name.
since: 0.1.0
needs: {families: [text]}
---*/
WITH told AS (
  SELECT id, attribute, subject, value, min(iif(attribute = 'resource', id, NULL)) OVER (PARTITION BY subject) AS named
  FROM claim
  WHERE document = :document AND family = 'text' AND attribute IN ('url', 'resource') AND role = 'measured'
    AND (subject LIKE 'service:_%' OR subject LIKE 'gateway:_%')
), hosted AS (
  SELECT id, named, substr(subject, instr(subject, ':') + 1) AS name, lower(substr(value, instr(value, '//') + 2)) || '/' AS rest
  FROM told WHERE attribute = 'url' AND instr(value, '//') > 0
), split AS (
  SELECT id, named, name, '-' || lower(name) || '-' AS n, '-' || substr(rest, 1, instr(rest, '.') - 1) || '-' AS h,
         substr(rest, 1, instr(rest, '/') - 1) AS host
  FROM hosted WHERE instr(rest, '.') > 1
), bare AS (
  -- Where it runs may be left out of a name, or be somewhere else in it.
  SELECT id, named, name, host,
         replace(replace(replace(replace(n, '-production-', '-'), '-prod-', '-'), '-staging-', '-'), '-dev-', '-') AS n,
         replace(replace(replace(replace(h, '-production-', '-'), '-prod-', '-'), '-staging-', '-'), '-dev-', '-') AS h
  FROM split
  WHERE name NOT LIKE '% %' AND name NOT LIKE '%.%' AND length(name) <= 40
    AND (host LIKE '%.run.app' OR host LIKE '%.gateway.dev' OR host LIKE '%.azurewebsites.net' OR host LIKE '%.azurecontainerapps.io'
         OR host LIKE '%.fly.dev')
)
SELECT id AS claim, named AS other,
       format('"%s" has an address that is made of another name, "%s"', name, substr(host, 1, instr(host, '.') - 1)) AS message,
       name AS expected, host AS actual, 'the name as the platform lists it' AS settle
FROM bare
-- Both begin alike, so that the host is not one that the platform has made up; and the name is long enough to be one of the platform's.
WHERE instr(h, n) = 0 AND instr(n, h) = 0 AND length(n) - length(replace(n, '-', '')) >= 3
  AND substr(n, 1, instr(substr(n, 2), '-') + 1) = substr(h, 1, instr(substr(h, 2), '-') + 1)
ORDER BY 1, 2
