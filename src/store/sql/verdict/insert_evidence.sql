INSERT INTO verdict_evidence (claim, ord, fact, other) VALUES (:claim, :ord, :fact, :other)
