SELECT name, severity, line, "column", detail FROM diagnostic WHERE intake = :intake ORDER BY line, "column", id
