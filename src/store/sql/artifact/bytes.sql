SELECT bytes FROM artifact WHERE sha256 = :sha256
