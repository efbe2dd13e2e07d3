SELECT id, rule, category, level, NULL, verdict, message, expected, actual, settle, fingerprint, line, "column", end_line, end_column, NULL, report
FROM baseline /*scan*/
WHERE found = 0
ORDER BY report, line, "column", rule, fingerprint, id
