INSERT INTO claim (document, family, subject, attribute, operator, role, value, written, qualifier, number, low, high, exact, unit, section, block,
                   row, col, line, "column", end_line, end_column, text)
VALUES (:document, :family, :subject, :attribute, :operator, :role, :value, :written, :qualifier, :number, :low, :high, :exact, :unit, :section,
        :block, :row, :col, :line, :column, :end_line, :end_column, :text)
