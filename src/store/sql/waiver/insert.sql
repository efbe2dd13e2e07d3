INSERT INTO waiver (id, rule, fingerprint, sha256, reason, owner, until, expires, expired, evidence, document)
VALUES (:id, :rule, :fingerprint, :sha256, :reason, :owner, :until, :expires, :expired, :evidence, :document)
