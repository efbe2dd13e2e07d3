-- Version 2. The same bytes handed in again under the same path are one row, the latest: that is the one whose reading counts.
DROP VIEW artifacts;
CREATE VIEW artifacts AS
  SELECT i.id, i.path, a.sha256, a.size, i.role, r.importer, r.rank, r.release, r.project, r.environment, r.commit_sha, r.version,
         r.observed_at, r.facts
  FROM intake i JOIN artifact a ON a.id = i.artifact LEFT JOIN reading r ON r.intake = i.id
  WHERE NOT EXISTS (SELECT 1 FROM intake n WHERE n.path = i.path AND n.artifact = i.artifact AND n.role = i.role AND n.id > i.id);
