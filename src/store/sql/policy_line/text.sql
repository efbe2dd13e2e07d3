SELECT text FROM policy_line WHERE id = :id
