SELECT EXISTS (SELECT 1 FROM document WHERE is_with = 1 AND id <> :document)
