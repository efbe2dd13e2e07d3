-- A section without an ancestor of level 2 is its own top; its id is the next one.
INSERT INTO section (document, parent, top, level, title, line)
VALUES (:document, :parent, coalesce(:top, (SELECT coalesce(max(id), 0) + 1 FROM section)), :level, :title, :line)
