-- Of what was not found again, only that of reports of this run, and of evidence, is absent: the rest was not looked at.
UPDATE baseline /*scan*/ SET found = 2
WHERE found = 0 AND report IS NOT NULL
  AND report NOT IN (SELECT i.path FROM document d JOIN intake i ON i.id = d.intake WHERE d.is_with = 0)
