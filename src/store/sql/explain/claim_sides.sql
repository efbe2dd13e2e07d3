SELECT fact, other FROM verdict_evidence WHERE claim = :claim ORDER BY ord
