SELECT n.id, n.rule, n.category, n.level, n.claim, n.verdict, n.message, n.expected, n.actual, n.settle, n.fingerprint,
       c.line, c."column", c.end_line, c.end_column, c.text
FROM finding n LEFT JOIN claim c ON c.id = n.claim
WHERE n.document = :document
ORDER BY c.line, c."column", c.end_line, c.end_column, n.rule, n.fingerprint
