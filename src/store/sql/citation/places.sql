SELECT c.value, x.found_path FROM claim c JOIN citation x ON x.claim = c.id WHERE c.document = :document AND c.family = 'citation' ORDER BY c.id
