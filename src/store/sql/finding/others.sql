SELECT o.finding, coalesce(fi.path, ci.path), coalesce(fa.sha256, ca.sha256), coalesce(f.line, c.line), coalesce(f."column", c."column"),
       f.pointer, coalesce(f.text, c.text)
FROM finding_other o
LEFT JOIN fact f ON f.id = o.fact
LEFT JOIN reading r ON r.id = f.reading
LEFT JOIN intake fi ON fi.id = r.intake
LEFT JOIN artifact fa ON fa.id = fi.artifact
LEFT JOIN claim c ON c.id = o.claim
LEFT JOIN document d ON d.id = c.document
LEFT JOIN intake ci ON ci.id = d.intake
LEFT JOIN artifact ca ON ca.id = ci.artifact
WHERE o.finding = :finding
ORDER BY o.ord
