DELETE FROM finding WHERE document IS NULL
