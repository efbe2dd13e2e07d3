SELECT c.id, c.line, c."column", c.end_line, c.end_column, c.text, c.family, c.subject, c.attribute, c.operator, c.role, c.value, c.written,
       c.qualifier, c.number, c.low, c.high, c.unit, coalesce(v.verdict, 'unchecked')
FROM claim c LEFT JOIN verdict v ON v.claim = c.id
WHERE c.document = :document
ORDER BY c.line, c."column", c.end_line, c.end_column, c.id
