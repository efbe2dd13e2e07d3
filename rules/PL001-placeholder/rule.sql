/*---
id: PL001
category: completeness
level: warning
title: a placeholder is left in a finished document
why: >
  A contact called "[Name]" is no contact.
since: 0.1.0
needs: {families: [placeholder]}
---*/
WITH told AS (
  SELECT id, block, row, line, coalesce(written, text) AS written, first_value(id) OVER w AS first,
         -- Somebody wrote "TBD" because it is not known yet; nobody wrote "[Name]".
         substr(trim(coalesce(written, text)), 1, 1) IN ('[', '<', '_') AS left_over
  FROM claim WHERE document = :document AND family = 'placeholder' AND role = 'measured'
  WINDOW w AS (PARTITION BY block, row, substr(trim(coalesce(written, text)), 1, 1) IN ('[', '<', '_') ORDER BY id)
), finished AS (
  -- A version, an outcome or a time of its own: somebody has handed it out.
  SELECT count(*) AS signs FROM claim
  WHERE document = :document AND role = 'measured'
    AND ((family = 'metadata' AND attribute IN ('version', 'as_of', 'commit', 'tag')) OR (family = 'time' AND attribute = 'as_of')
      OR (family = 'status' AND subject = 'deployment'))
)
SELECT t.first AS claim, iif(o.id = t.first, NULL, o.id) AS other, iif(t.left_over AND f.signs, NULL, 'note') AS level,
       format('"%s" was never filled in', t.written) AS message, 'a value' AS expected, t.written AS actual,
       'the value, or a line that says why there is none' AS settle
FROM told t JOIN told o ON o.first = t.first JOIN finished f
WHERE t.id = t.first
ORDER BY 1, 2
