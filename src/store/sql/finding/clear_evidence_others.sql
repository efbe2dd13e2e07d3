DELETE FROM finding_other WHERE finding IN (SELECT id FROM finding WHERE document IS NULL)
