INSERT INTO diagnostic (id, intake, name, severity, line, "column", detail) VALUES (:c0, :c1, :c2, :c3, :c4, :c5, :c6)
