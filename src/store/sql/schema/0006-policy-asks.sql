-- Version 6. What the policy asks for: targets, the age of evidence, evidence before a word may stand, sections. `id`: its line of the policy.

-- Waivers are looked for among findings, and findings among waivers.
CREATE INDEX finding_fingerprint ON finding(fingerprint);

CREATE TABLE policy_target (
  id INTEGER PRIMARY KEY REFERENCES policy_line(id),
  attribute TEXT NOT NULL,
  subject TEXT,                                        -- NULL: the deployment or its load test as a whole
  operator TEXT NOT NULL,
  number REAL NOT NULL,
  unit TEXT NOT NULL,
  written TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;

CREATE TABLE policy_age (
  id INTEGER PRIMARY KEY REFERENCES policy_line(id),
  kind TEXT NOT NULL,                                  -- "service", as in "service:NAME"; "default"
  seconds REAL NOT NULL,
  written TEXT NOT NULL
) STRICT;

CREATE TABLE policy_require (
  id INTEGER PRIMARY KEY REFERENCES policy_line(id),
  level TEXT NOT NULL
) STRICT;
-- No word: any word of success. One kind is the kind of a subject, or "importer:NAME".
CREATE TABLE policy_require_word (require INTEGER NOT NULL REFERENCES policy_require(id), word TEXT NOT NULL) STRICT;
CREATE TABLE policy_require_kind (require INTEGER NOT NULL REFERENCES policy_require(id), kind TEXT NOT NULL) STRICT;
CREATE INDEX policy_require_word_require ON policy_require_word(require);
CREATE INDEX policy_require_kind_require ON policy_require_kind(require);

-- For documents of the kind that is meant. One of the titles is enough.
CREATE TABLE policy_section (
  document INTEGER NOT NULL REFERENCES document(id),
  id INTEGER NOT NULL REFERENCES policy_line(id),
  level TEXT NOT NULL,
  title TEXT NOT NULL,                                 -- the first of them, for people
  PRIMARY KEY (document, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE policy_section_title (section INTEGER NOT NULL REFERENCES policy_line(id), title TEXT NOT NULL) STRICT;
CREATE INDEX policy_section_title_section ON policy_section_title(section);
