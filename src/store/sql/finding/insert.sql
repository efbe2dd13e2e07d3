INSERT INTO finding (document, rule, category, level, claim, verdict, message, expected, actual, settle, fingerprint)
VALUES (:document, :rule, :category, :level, :claim, :verdict, :message, :expected, :actual, :settle, :fingerprint)
