SELECT count(*) FROM document d JOIN claim c ON c.document = d.id WHERE d.is_with = 0
