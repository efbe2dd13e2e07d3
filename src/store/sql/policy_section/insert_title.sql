INSERT INTO policy_section_title (section, title) VALUES (:section, :title)
