UPDATE baseline SET found = 1 WHERE id = :id
