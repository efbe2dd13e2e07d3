SELECT i.path, d.as_of, d.as_of_high, d.intake FROM document d JOIN intake i ON i.id = d.intake WHERE d.id = :document
