INSERT INTO citation (claim, outcome, found_path) VALUES (:claim, :outcome, :found_path)
