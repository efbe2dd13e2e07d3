-- :document NULL: evidence against evidence, which belongs to every report of the run.
SELECT w.id FROM waiver w
WHERE w.fingerprint = :fingerprint AND w.rule = :rule AND w.expired = 0
  AND EXISTS (SELECT 1 FROM document d JOIN intake i ON i.id = d.intake JOIN artifact a ON a.id = i.artifact
              WHERE d.is_with = 0 AND (:document IS NULL OR d.id = :document) AND a.sha256 = w.sha256)
ORDER BY w.until DESC, w.id
LIMIT 1
