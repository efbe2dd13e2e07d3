INSERT INTO policy_target (id, attribute, subject, operator, number, unit, written, source)
VALUES (:id, :attribute, :subject, :operator, :number, :unit, :written, :source)
