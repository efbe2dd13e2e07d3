SELECT n.id, n.rule, n.category, n.level, n.claim, n.verdict, n.message, n.expected, n.actual, n.settle, n.fingerprint,
       NULL, NULL, NULL, NULL, NULL
FROM finding n /*scan*/
WHERE n.document IS NULL
ORDER BY n.rule, n.message, n.fingerprint
