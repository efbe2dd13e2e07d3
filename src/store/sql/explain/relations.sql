-- What the claim stands in: as the one that is measured, then as what another is measured by.
SELECT r.kind, 0, o.line, o."column", o.text, r.ord FROM relation r JOIN claim o ON o.id = r.other WHERE r.claim = :claim
UNION ALL
SELECT r.kind, 1, o.line, o."column", o.text, r.ord FROM relation r JOIN claim o ON o.id = r.claim WHERE r.other = :claim
ORDER BY 2, 1, 3, 4
LIMIT 200
