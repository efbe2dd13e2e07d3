SELECT /*scan*/ DISTINCT a.id, a.sha256, a.size FROM artifact a JOIN intake i ON i.artifact = a.id WHERE i.role = 'evidence'
