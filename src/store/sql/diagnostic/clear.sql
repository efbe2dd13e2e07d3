DELETE FROM diagnostic WHERE intake = :intake
