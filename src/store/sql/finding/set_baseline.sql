UPDATE finding SET baseline = :state WHERE id = :id
