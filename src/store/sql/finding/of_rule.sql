SELECT /*scan*/ n.level, c.line, n.message FROM finding n LEFT JOIN claim c ON c.id = n.claim WHERE n.rule = :rule ORDER BY c.line, n.message
