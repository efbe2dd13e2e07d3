SELECT n.id, n.rule, n.category, n.level, n.claim, n.verdict, n.message, n.expected, n.actual, n.settle, n.fingerprint,
       NULL, NULL, NULL, NULL, NULL,
       n.baseline, w.owner, w.reason, w.until, w.expires, wl.path, wl.line, wl."column", pl.path, pl.line, pl."column", pl.text
FROM finding n /*scan*/
LEFT JOIN waiver w ON w.id = n.waiver LEFT JOIN policy_line wl ON wl.id = n.waiver LEFT JOIN policy_line pl ON pl.id = n.policy
WHERE n.document IS NULL
ORDER BY n.rule, n.message, n.fingerprint
