-- Version 7. Commits and tags that a report names, as the repository knows them.

-- `unknown`: not in this repository, although other things that the report names are. `unchecked`: nothing can be said (a shallow clone, a
-- prefix of several commits, a repository of something else). `sha` is the commit; `object` the tag's own, which differs for one with a message.
CREATE TABLE revision (
  claim INTEGER PRIMARY KEY REFERENCES claim(id),
  outcome TEXT NOT NULL CHECK (outcome = 'found' OR outcome = 'unknown' OR outcome = 'unchecked'),
  sha TEXT,
  object TEXT,
  made INTEGER                                         -- the earlier of the times at which it was written and committed
) STRICT;
