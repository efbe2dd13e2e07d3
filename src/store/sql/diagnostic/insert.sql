INSERT INTO diagnostic (intake, name, severity, line, "column", detail) VALUES (:intake, :name, :severity, :line, :column, :detail)
