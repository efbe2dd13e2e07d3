INSERT INTO finding_other (finding, ord, fact, claim) VALUES (:finding, :ord, :fact, :claim)
