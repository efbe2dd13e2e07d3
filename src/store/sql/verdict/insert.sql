INSERT INTO verdict (claim, verdict, rules, working) VALUES (:claim, :verdict, :rules, :working)
