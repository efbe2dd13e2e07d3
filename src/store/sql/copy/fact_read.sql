SELECT /*scan*/ f.id, f.reading, f.subject, f.attribute, f.value, f.written, f.number, f.low, f.high, f.unit, f.state, f.rank, f.observed_at, f.pointer,
       f.line, f."column", f.text
FROM fact f JOIN reading r ON r.id = f.reading JOIN intake i ON i.id = r.intake WHERE i.role = 'evidence'
