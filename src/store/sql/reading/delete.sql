DELETE FROM reading WHERE id = :id
