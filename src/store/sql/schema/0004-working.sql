-- Version 4. The arithmetic of a finding and of a verdict, as the rule writes it out, and which rules spoke of a claim.
ALTER TABLE finding ADD COLUMN working TEXT;
ALTER TABLE verdict ADD COLUMN rules TEXT;
ALTER TABLE verdict ADD COLUMN working TEXT;
