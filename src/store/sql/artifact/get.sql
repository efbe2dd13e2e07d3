SELECT sha256, size, bytes FROM artifact WHERE id = :id
