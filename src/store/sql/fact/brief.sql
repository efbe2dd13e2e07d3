SELECT f.rank, f.subject, f.attribute, coalesce(r.importer, ''), coalesce(f.pointer, '')
FROM fact f JOIN reading r ON r.id = f.reading WHERE f.id = :fact
