INSERT INTO policy_age (id, kind, seconds, written) VALUES (:id, :kind, :seconds, :written)
