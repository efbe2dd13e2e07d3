INSERT INTO verdict (claim, verdict) VALUES (:claim, :verdict)
