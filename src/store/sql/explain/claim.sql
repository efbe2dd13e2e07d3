SELECT i.path, a.sha256, c.line, c."column", NULL, c.text, c.subject, c.attribute, c.value, c.written, c.unit, c.role, c.family, NULL, NULL,
       NULL, fmt(c.number, c.unit), s.title, v.rules, v.working,
       reads(coalesce(c.written, c.text), c.operator, c.low, c.high, c.unit)
FROM claim c JOIN document d ON d.id = c.document JOIN intake i ON i.id = d.intake JOIN artifact a ON a.id = i.artifact
LEFT JOIN section s ON s.id = c.section LEFT JOIN verdict v ON v.claim = c.id
WHERE c.id = :claim
