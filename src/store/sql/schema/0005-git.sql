-- Version 5. What git knows of the paths, commits and tags that a report cites.

-- What became of a cited path: there as written ('exact'), there as the end of a longer path ('suffix'), there in a commit before and gone since
-- ('moved'; `commit_sha` is the last that had it), not there but named by the ignore rules ('ignored'), looked for and not there ('absent'), or
-- not a thing to look for ('unchecked': globs, plans, places outside the tree).
DROP TABLE citation;
CREATE TABLE citation (
  claim INTEGER PRIMARY KEY REFERENCES claim(id),
  outcome TEXT NOT NULL CHECK (outcome = 'exact' OR outcome = 'suffix' OR outcome = 'moved' OR outcome = 'ignored' OR outcome = 'absent'
    OR outcome = 'unchecked'),
  found_path TEXT,
  commit_sha TEXT
) STRICT;
