/*---
id: WA001
category: signoff
level: warning
title: a waiver has expired
why: >
  Whoever took a finding upon them did so until a day, and that day is over.
since: 0.1.0
scope: result
needs: {policy: [waivers]}
---*/
WITH latest AS (
  -- A waiver that was renewed has a later one for the same finding.
  SELECT w.id, n.claim, w.owner, w.until, w.expires, w.expired,
         row_number() OVER (PARTITION BY n.id ORDER BY w.until DESC, w.id DESC) AS back
  FROM finding n JOIN waiver w ON w.fingerprint = n.fingerprint AND w.rule = n.rule
  WHERE n.document = :document AND n.waiver IS NULL
), of_evidence AS (
  SELECT id, NULL AS claim, owner, until, expires, expired, row_number() OVER (PARTITION BY rule, fingerprint ORDER BY until DESC, id DESC) AS back
  FROM waiver WHERE document = :document AND evidence = 1
)
SELECT claim, id AS policy, NULL AS verdict, format('the waiver of %s expired: %s', owner, expires) AS message,
       'a waiver that holds' AS expected, expires AS actual,
       'a report that is right, or somebody who takes it upon them again: `tieout waive`' AS settle
FROM (SELECT * FROM latest UNION ALL SELECT * FROM of_evidence)
WHERE back = 1 AND expired = 1
ORDER BY claim, id
