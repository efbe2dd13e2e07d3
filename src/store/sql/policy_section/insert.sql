INSERT INTO policy_section (document, id, level, title) VALUES (:document, :id, :level, :title)
