/*---
id: WA003
category: signoff
level: note
title: a waiver fits nothing that was found
why: >
  What was waived is gone, or was found with other evidence than this. A waiver that nobody needs any more should not lie in wait.
since: 0.1.0
scope: result
needs: {policy: [waivers]}
---*/
SELECT NULL AS claim, w.id AS policy, NULL AS verdict,
       format('the waiver of %s for %s fits nothing that was found here', w.owner, w.rule) AS message, 'take the waiver out' AS settle
FROM waiver w
WHERE w.document = :document AND w.evidence = 0
  AND NOT EXISTS (SELECT 1 FROM finding n WHERE +n.document = :document AND n.rule = w.rule AND n.fingerprint = w.fingerprint)
ORDER BY w.id
