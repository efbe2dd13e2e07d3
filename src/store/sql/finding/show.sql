SELECT n.id, n.rule, n.category, n.level, n.claim, n.verdict, n.message, n.expected, n.actual, n.settle, n.fingerprint,
       coalesce(c.line, 1), coalesce(c."column", 1), coalesce(c.end_line, 1), coalesce(c.end_column, 1), c.text,
       n.baseline, w.owner, w.reason, w.until, w.expires, wl.path, wl.line, wl."column", pl.path, pl.line, pl."column", pl.text
FROM finding n LEFT JOIN claim c ON c.id = n.claim
LEFT JOIN waiver w ON w.id = n.waiver LEFT JOIN policy_line wl ON wl.id = n.waiver LEFT JOIN policy_line pl ON pl.id = n.policy
WHERE n.document = :document
ORDER BY 12, 13, 14, 15, n.rule, n.fingerprint
