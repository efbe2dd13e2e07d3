INSERT INTO fact (id, reading, subject, attribute, value, written, number, low, high, unit, state, rank, observed_at, pointer, line, "column", text)
VALUES (:c0, :c1, :c2, :c3, :c4, :c5, :c6, :c7, :c8, :c9, :c10, :c11, :c12, :c13, :c14, :c15, :c16)
