SELECT fact, claim FROM finding_other WHERE finding = :finding ORDER BY ord
