INSERT INTO citation (claim, outcome, found_path, commit_sha) VALUES (:claim, :outcome, :found_path, :commit_sha)
