INSERT INTO journal (seq, at, kind, body, prev, hash) VALUES (:seq, :at, :kind, :body, :prev, :hash)
