INSERT INTO section (document, parent, top, level, title, line) VALUES (:document, :parent, :top, :level, :title, :line)
