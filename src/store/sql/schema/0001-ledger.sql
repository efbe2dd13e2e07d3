-- The ledger, version 1. Permanent tables are append-only; derived ones can be thrown away and built again from them.
-- Every table is STRICT. Text is UTF-8, times are UTC microseconds, hashes are lower-case hex.
-- Checks are written with OR: an IN list of three words is a temporary table that SQLite makes for every row inserted, at four times the cost.

-- permanent ---------------------------------------------------------------------------------------------------------------

-- Exact bytes with their hash. `bytes` is NULL when they are kept by reference only (large ones, purged ones, or `check` without a ledger).
CREATE TABLE artifact (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  bytes BLOB
) STRICT;

-- An artifact was handed in, under a name, for a purpose. The same bytes may be handed in many times.
CREATE TABLE intake (
  id INTEGER PRIMARY KEY,
  artifact INTEGER NOT NULL REFERENCES artifact(id),
  path TEXT NOT NULL,                                  -- as given
  role TEXT NOT NULL CHECK (role = 'evidence' OR role = 'report' OR role = 'with'),
  release TEXT,                                        -- label given by --release
  source_time INTEGER,                                 -- when the artifact was made, as far as known …
  source_time_basis TEXT CHECK (source_time_basis = 'content' OR source_time_basis = 'name' OR source_time_basis = 'file'),  -- … and how we know
  taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX intake_artifact ON intake(artifact);
CREATE INDEX intake_path ON intake(path);

-- Hash chain over every intake (and later sign-offs and events): hash = SHA-256(prev || seq || at || kind || body), fields separated by a newline.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

-- derived -----------------------------------------------------------------------------------------------------------------

-- What one importer made of one intake. Identity columns are what binding goes by; NULL = the artifact does not say.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  intake INTEGER NOT NULL REFERENCES intake(id),
  importer TEXT,                                       -- NULL: no importer knows it
  importer_version TEXT,
  rank TEXT NOT NULL CHECK (rank = 'primary' OR rank = 'derived' OR rank = 'narrative'),
  release TEXT,
  project TEXT,
  environment TEXT,
  commit_sha TEXT,
  version TEXT,
  observed_at INTEGER,
  facts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reading_intake ON reading(intake);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL REFERENCES reading(id),
  subject TEXT NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT,
  written TEXT,
  number REAL, low REAL, high REAL,
  unit TEXT,
  state TEXT NOT NULL CHECK (state = 'known' OR state = 'null' OR state = 'placeholder' OR state = 'unmapped'),
  rank TEXT NOT NULL CHECK (rank = 'primary' OR rank = 'derived' OR rank = 'narrative'),
  observed_at INTEGER,
  pointer TEXT,
  line INTEGER, "column" INTEGER,
  text TEXT
) STRICT;
CREATE INDEX fact_reading ON fact(reading);
CREATE INDEX fact_subject ON fact(subject, attribute);

-- A report (or a --with document) that was read for claims.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  intake INTEGER NOT NULL REFERENCES intake(id),
  is_with INTEGER NOT NULL DEFAULT 0,
  title TEXT,
  status_claimed TEXT,
  as_of INTEGER, as_of_high INTEGER
) STRICT;

CREATE TABLE section (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id),
  parent INTEGER, top INTEGER,
  level INTEGER NOT NULL,
  title TEXT NOT NULL,
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX section_document ON section(document);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id),
  family TEXT NOT NULL,
  subject TEXT,
  attribute TEXT,
  operator TEXT NOT NULL DEFAULT '=',
  role TEXT NOT NULL DEFAULT 'measured',
  value TEXT,
  written TEXT,
  qualifier TEXT,
  number REAL, low REAL, high REAL,
  exact INTEGER NOT NULL DEFAULT 0,
  unit TEXT,
  section INTEGER,
  block INTEGER NOT NULL, row INTEGER, col INTEGER,
  line INTEGER NOT NULL, "column" INTEGER NOT NULL, end_line INTEGER NOT NULL, end_column INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX claim_document ON claim(document, family);
CREATE INDEX claim_attribute ON claim(document, attribute);
CREATE INDEX claim_block ON claim(document, block, row);

CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id),
  kind TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claim(id),
  other INTEGER NOT NULL REFERENCES claim(id),
  ord INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX relation_claim ON relation(claim, kind);
CREATE INDEX relation_other ON relation(other, kind);
CREATE INDEX relation_kind ON relation(document, kind);

-- Which readings belong to the release that a document is about, and why (not).
CREATE TABLE binding (
  document INTEGER NOT NULL REFERENCES document(id),
  reading INTEGER NOT NULL REFERENCES reading(id),
  bound INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (document, reading)
) STRICT, WITHOUT ROWID;
CREATE INDEX binding_reading ON binding(reading);

-- Which fact subject a claim's subject stands for: equal, without the environment's suffix, or by the policy's aliases.
CREATE TABLE subject_match (
  claim INTEGER NOT NULL REFERENCES claim(id),
  subject TEXT NOT NULL,
  how TEXT NOT NULL,
  PRIMARY KEY (claim, subject)
) STRICT, WITHOUT ROWID;

-- What became of a cited path: there as written ('exact'), there as the end of a longer path ('suffix'), looked for and not there ('absent'),
-- or not a thing to look for ('unchecked': globs, plans, places outside the tree, ignored files).
CREATE TABLE citation (
  claim INTEGER PRIMARY KEY REFERENCES claim(id),
  outcome TEXT NOT NULL CHECK (outcome = 'exact' OR outcome = 'suffix' OR outcome = 'absent' OR outcome = 'unchecked'),
  found_path TEXT
) STRICT;

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  document INTEGER REFERENCES document(id),            -- NULL: evidence against evidence
  rule TEXT NOT NULL,
  category TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level = 'error' OR level = 'warning' OR level = 'note'),
  claim INTEGER REFERENCES claim(id),
  verdict TEXT,
  message TEXT NOT NULL,
  expected TEXT, actual TEXT, settle TEXT,
  fingerprint TEXT NOT NULL
) STRICT;
CREATE INDEX finding_document ON finding(document);

-- The other sides of a finding, in order: a fact or a claim.
CREATE TABLE finding_other (
  finding INTEGER NOT NULL REFERENCES finding(id),
  ord INTEGER NOT NULL,
  fact INTEGER REFERENCES fact(id),
  claim INTEGER REFERENCES claim(id),
  PRIMARY KEY (finding, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_other_fact ON finding_other(fact);  -- a fact that is read again is first taken off what leans on it

-- What became of each claim, and the facts or claims it leans on.
CREATE TABLE verdict (
  claim INTEGER PRIMARY KEY REFERENCES claim(id),
  verdict TEXT NOT NULL
) STRICT;
CREATE TABLE verdict_evidence (
  claim INTEGER NOT NULL REFERENCES claim(id),
  ord INTEGER NOT NULL,
  fact INTEGER REFERENCES fact(id),
  other INTEGER REFERENCES claim(id),
  PRIMARY KEY (claim, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_evidence_fact ON verdict_evidence(fact);

-- Doubtful things in artifacts and reports.
CREATE TABLE diagnostic (
  id INTEGER PRIMARY KEY,
  intake INTEGER NOT NULL REFERENCES intake(id),
  name TEXT NOT NULL,
  severity TEXT NOT NULL,
  line INTEGER, "column" INTEGER,
  detail TEXT
) STRICT;
CREATE INDEX diagnostic_intake ON diagnostic(intake);

-- documented views: what rules and `tieout query` go by (docs/data-model.md) --------------------------------------------------

-- Facts that a document may be compared with. Only those with state 'known' can support a claim.
CREATE VIEW scope AS
  SELECT b.document, f.* FROM binding b JOIN fact f ON f.reading = b.reading WHERE b.bound = 1;

-- A measured claim and a fact about the same attribute of the same subject, in scope.
CREATE VIEW pair AS
  SELECT c.document, c.id AS claim, f.id AS fact
  FROM claim c
  JOIN subject_match m ON m.claim = c.id
  JOIN fact f ON f.subject = m.subject AND f.attribute = c.attribute
  JOIN binding b ON b.document = c.document AND b.reading = f.reading AND b.bound = 1
  WHERE c.role = 'measured';

CREATE VIEW artifacts AS
  SELECT i.id, i.path, a.sha256, a.size, i.role, r.importer, r.rank, r.release, r.project, r.environment, r.commit_sha, r.version,
         r.observed_at, r.facts
  FROM intake i JOIN artifact a ON a.id = i.artifact LEFT JOIN reading r ON r.intake = i.id;

CREATE VIEW facts AS
  SELECT f.id, i.path AS artifact, r.importer, f.rank, r.release, f.subject, f.attribute, f.value, f.number, f.low, f.high, f.unit, f.state,
         f.observed_at, f.pointer, f.line, f.written, f.text
  FROM fact f JOIN reading r ON r.id = f.reading JOIN intake i ON i.id = r.intake;

CREATE VIEW claims AS
  SELECT c.*, i.path AS report, v.verdict
  FROM claim c JOIN document d ON d.id = c.document JOIN intake i ON i.id = d.intake LEFT JOIN verdict v ON v.claim = c.id;

CREATE VIEW findings AS
  SELECT n.*, i.path AS report, c.line, c."column", c.text
  FROM finding n LEFT JOIN document d ON d.id = n.document LEFT JOIN intake i ON i.id = d.intake LEFT JOIN claim c ON c.id = n.claim;
