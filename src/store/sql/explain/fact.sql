SELECT i.path, a.sha256, f.line, f."column", f.pointer, f.text, f.subject, f.attribute, f.value, f.written, f.unit, f.state, f.rank, r.importer,
       coalesce(nullif(r.release, ''), i.release), f.observed_at, fmt(f.number, f.unit)
FROM fact f JOIN reading r ON r.id = f.reading JOIN intake i ON i.id = r.intake JOIN artifact a ON a.id = i.artifact
WHERE f.id = :fact
