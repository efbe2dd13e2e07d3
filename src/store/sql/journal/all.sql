SELECT /*scan*/ seq, at, kind, body, prev, hash FROM journal ORDER BY seq
