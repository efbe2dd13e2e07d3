INSERT INTO relation (document, kind, claim, other, ord) VALUES (:document, :kind, :claim, :other, :ord)
