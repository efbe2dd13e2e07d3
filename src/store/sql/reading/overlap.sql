-- Do two readings speak of the same thing?
SELECT EXISTS (
  SELECT 1 FROM fact a
  WHERE a.reading = :a
    AND EXISTS (SELECT 1 FROM fact b WHERE b.reading = :b AND b.subject = a.subject AND b.attribute = a.attribute)
    AND a.attribute NOT IN ('project', 'environment', 'region', 'commit', 'version', 'tag'))
