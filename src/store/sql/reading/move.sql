UPDATE reading SET intake = :intake WHERE id = :id
