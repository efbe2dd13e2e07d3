INSERT INTO fact (reading, subject, attribute, value, written, number, low, high, unit, state, rank, observed_at, pointer, line, "column", text)
VALUES (:reading, :subject, :attribute, :value, :written, :number, :low, :high, :unit, :state, :rank, :observed_at, :pointer, :line, :column,
        :text)
