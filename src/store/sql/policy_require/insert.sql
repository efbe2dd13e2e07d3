INSERT INTO policy_require (id, level) VALUES (:id, :level)
