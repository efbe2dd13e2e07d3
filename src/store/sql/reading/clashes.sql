-- Which of these readings (a JSON list of ids) says otherwise than another one of its importer of the same thing? What is said of the whole
-- deployment differs from part to part, and counts only where a reading says nothing else.
WITH told AS (
  SELECT f.reading, r.importer, f.subject, f.attribute, f.value, f.subject = 'deployment' AS whole,
         min(f.subject = 'deployment') OVER (PARTITION BY f.reading) AS nothing_else
  FROM json_each(:readings) j /*scan*/ JOIN reading r ON r.id = j.value JOIN fact f ON f.reading = r.id
  WHERE f.state = 'known' AND f.attribute NOT IN ('project', 'environment', 'region', 'commit', 'version', 'tag')
),
compared AS (
  SELECT reading, min(value) OVER alike <> max(value) OVER alike AND min(reading) OVER alike <> max(reading) OVER alike AS differ
  FROM told /*scan*/ WHERE nothing_else OR NOT whole
  WINDOW alike AS (PARTITION BY importer, subject, attribute)
)
SELECT DISTINCT reading FROM compared /*scan*/ WHERE differ ORDER BY reading
