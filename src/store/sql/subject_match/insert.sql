INSERT INTO subject_match (claim, subject, how) VALUES (:claim, :subject, :how)
