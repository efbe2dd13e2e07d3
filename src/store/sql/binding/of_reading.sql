SELECT document, bound, reason FROM binding WHERE reading = :reading ORDER BY document
