SELECT v.claim, coalesce(fi.path, ci.path), coalesce(fa.sha256, ca.sha256), coalesce(f.line, c.line), coalesce(f."column", c."column"),
       f.pointer, coalesce(f.text, c.text)
FROM claim x
JOIN verdict_evidence v ON v.claim = x.id
LEFT JOIN fact f ON f.id = v.fact
LEFT JOIN reading r ON r.id = f.reading
LEFT JOIN intake fi ON fi.id = r.intake
LEFT JOIN artifact fa ON fa.id = fi.artifact
LEFT JOIN claim c ON c.id = v.other
LEFT JOIN document d ON d.id = c.document
LEFT JOIN intake ci ON ci.id = d.intake
LEFT JOIN artifact ca ON ca.id = ci.artifact
WHERE x.document = :document
ORDER BY v.claim, v.ord
