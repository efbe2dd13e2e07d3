SELECT working FROM finding WHERE id = :finding
