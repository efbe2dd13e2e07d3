INSERT INTO revision (claim, outcome, sha, object, made) VALUES (:claim, :outcome, :sha, :object, :made)
