SELECT seq, hash FROM journal WHERE seq = (SELECT max(seq) FROM journal)
