INSERT INTO finding (document, rule, category, level, claim, verdict, message, expected, actual, settle, working, fingerprint, policy, waiver)
VALUES (:document, :rule, :category, :level, :claim, :verdict, :message, :expected, :actual, :settle, :working, :fingerprint, :policy, :waiver)
