SELECT id, fingerprint, coalesce(report, '') FROM baseline /*scan*/
