SELECT id FROM artifact WHERE sha256 = :sha256
