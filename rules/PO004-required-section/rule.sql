/*---
id: PO004
category: completeness
level: error
title: a section that the policy asks for is missing
why: >
  A report without the part that says how to go back, or who decides, is not finished, however good the rest of it is.
since: 0.1.0
needs: {policy: [sections]}
---*/
SELECT NULL AS claim, p.id AS policy, NULL AS verdict, p.level,
       format('no section "%s", which the policy asks for in a report of this kind', p.title) AS message,
       p.title AS expected, 'the section, even if it says why there is nothing to say' AS settle
FROM policy_section p
WHERE p.document = :document
  AND NOT EXISTS (SELECT 1 FROM section x JOIN policy_section_title t ON t.section = p.id
                  WHERE x.document = :document AND instr(plain(x.title), plain(t.title)) > 0)
ORDER BY p.id
