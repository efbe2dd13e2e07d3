SELECT /*scan*/ id, artifact, path, role, release, source_time, source_time_basis, taken_at FROM intake WHERE role = 'evidence'
