-- What a report says about which release it is about.
SELECT family, attribute, value
FROM claim
WHERE document = :document AND role = 'measured' AND family IN ('metadata', 'text') AND value IS NOT NULL
  AND attribute IN ('project', 'environment', 'commit', 'tag', 'version', 'revision', 'image')
ORDER BY id
