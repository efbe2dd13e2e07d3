INSERT INTO baseline (report, fingerprint, rule, category, level, verdict, message, expected, actual, settle, line, "column", end_line, end_column)
VALUES (:report, :fingerprint, :rule, :category, :level, :verdict, :message, :expected, :actual, :settle, :line, :column, :end_line, :end_column)
