SELECT /*scan*/ d.id, d.intake, d.name, d.severity, d.line, d."column", d.detail FROM diagnostic d JOIN intake i ON i.id = d.intake
WHERE i.role = 'evidence'
