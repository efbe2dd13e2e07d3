-- What counts: not waived, and not in the former result already.
SELECT /*scan*/ count(*) FROM finding WHERE level = :level AND waiver IS NULL AND baseline IS NOT 'unchanged'
