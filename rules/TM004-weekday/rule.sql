/*---
id: TM004
category: time
level: warning
title: a day of the week against its date
why: >
  A date has one day of the week. Where they differ, somebody has typed one of the two wrongly, and a reader cannot tell which.
since: 0.1.0
needs: {families: [time], relations: [same]}
---*/
WITH told AS (
  SELECT w.id, d.id AS other, coalesce(w.written, w.text) AS written, substr(fmt(d.low + r.ord * 60000000, 'time'), 1, 10) AS date,
         w.number AS said,
         -- The first of January 1970 was a Thursday. It is the day where the clock hung, not that of UTC.
         (CAST((d.low + r.ord * 60000000) / 86400000000.0 AS INTEGER) + 4) % 7 AS is_day
  FROM relation r JOIN claim w ON w.id = r.claim JOIN claim d ON d.id = r.other
  WHERE r.document = :document AND r.kind = 'same' AND w.attribute = 'weekday' AND d.unit = 'time' AND d.low >= 0
), named AS (
  SELECT *, CASE is_day WHEN 0 THEN 'Sunday' WHEN 1 THEN 'Monday' WHEN 2 THEN 'Tuesday' WHEN 3 THEN 'Wednesday' WHEN 4 THEN 'Thursday'
                        WHEN 5 THEN 'Friday' ELSE 'Saturday' END AS name
  FROM told
)
SELECT id AS claim, other, iif(said = is_day, 'supported', 'contradicted') AS verdict,
       format('"%s" is said of %s, which is a %s', written, date, name) AS message, name AS expected, written AS actual,
       'a calendar' AS settle
FROM named
ORDER BY 1
