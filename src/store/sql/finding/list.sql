SELECT n.id, n.fingerprint, coalesce(i.path, '')
FROM finding n /*scan*/ LEFT JOIN document d ON d.id = n.document LEFT JOIN intake i ON i.id = d.intake
