SELECT /*scan*/ count(*) FROM intake
