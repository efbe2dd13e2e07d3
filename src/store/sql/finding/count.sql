SELECT /*scan*/ count(*) FROM finding WHERE level = :level
