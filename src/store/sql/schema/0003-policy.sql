-- Version 3. What the policy says, as rows that rules can read; waivers; what a former result found.

-- Where something stands in the policy or in the file of waivers: what a finding shows as its other side.
CREATE TABLE policy_line (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  line INTEGER NOT NULL, "column" INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- One finding, for a while, for these bytes of a report. `expired` by the time of the run.
CREATE TABLE waiver (
  id INTEGER PRIMARY KEY REFERENCES policy_line(id),
  rule TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  sha256 TEXT NOT NULL,                                -- of the report
  reason TEXT NOT NULL,
  owner TEXT NOT NULL,
  until INTEGER NOT NULL,                              -- the first moment at which it no longer holds …
  expires TEXT NOT NULL,                               -- … as it is written
  expired INTEGER NOT NULL,
  evidence INTEGER NOT NULL,                           -- of evidence against evidence
  document INTEGER REFERENCES document(id)             -- of this run, with these bytes, or else under this path; NULL: none
) STRICT;
CREATE INDEX waiver_document ON waiver(document);
CREATE INDEX waiver_fingerprint ON waiver(fingerprint, rule);

ALTER TABLE finding ADD COLUMN policy INTEGER REFERENCES policy_line(id);
ALTER TABLE finding ADD COLUMN waiver INTEGER REFERENCES waiver(id);
ALTER TABLE finding ADD COLUMN baseline TEXT CHECK (baseline = 'new' OR baseline = 'unchanged');

-- The findings of the result that this run is compared with.
CREATE TABLE baseline (
  id INTEGER PRIMARY KEY,
  report TEXT,                                         -- path; NULL: evidence against evidence
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  category TEXT NOT NULL,
  level TEXT NOT NULL,
  verdict TEXT,
  message TEXT NOT NULL,
  expected TEXT, actual TEXT, settle TEXT,
  line INTEGER, "column" INTEGER, end_line INTEGER, end_column INTEGER,
  found INTEGER NOT NULL DEFAULT 0                     -- 1: again; 2: not looked for, its report is not in this run
) STRICT;
