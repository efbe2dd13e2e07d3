/*---
id: WA002
category: signoff
level: warning
title: a waiver is for other bytes of the report
why: >
  A waiver is given for a report as it was read. Who gave it has not seen what the report says now.
since: 0.1.0
scope: result
needs: {policy: [waivers]}
---*/
WITH latest AS (
  SELECT w.id, n.claim, w.owner, w.sha256, a.sha256 AS now, w.expired,
         row_number() OVER (PARTITION BY n.id ORDER BY w.until DESC, w.id DESC) AS back
  FROM finding n JOIN waiver w ON w.fingerprint = n.fingerprint AND w.rule = n.rule
  JOIN document d ON d.id = n.document JOIN intake i ON i.id = d.intake JOIN artifact a ON a.id = i.artifact
  WHERE n.document = :document AND n.waiver IS NULL
)
SELECT claim, id AS policy, NULL AS verdict, format('the waiver of %s is for other bytes of this report', owner) AS message,
       sha256 AS expected, now AS actual, 'a waiver for the report as it is: `tieout waive`' AS settle
FROM latest
WHERE back = 1 AND expired = 0 AND sha256 <> now
ORDER BY claim, id
