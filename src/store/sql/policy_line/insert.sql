INSERT INTO policy_line (path, line, "column", text) VALUES (:path, :line, :column, :text)
