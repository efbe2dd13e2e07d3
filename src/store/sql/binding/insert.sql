INSERT INTO binding (document, reading, bound, reason) VALUES (:document, :reading, :bound, :reason)
