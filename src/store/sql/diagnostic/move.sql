UPDATE diagnostic SET intake = :intake WHERE intake = :earlier
