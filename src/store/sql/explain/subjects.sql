SELECT subject, how FROM subject_match WHERE claim = :claim ORDER BY subject LIMIT 20
