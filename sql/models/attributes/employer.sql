-- One row a posting that names its employer; industry is what the source gives (a NAICS code, say).
CREATE ATTRIBUTE TABLE employer
  COMMENT 'The employer of a posting under one key for all spellings of its name, with the industry that the source gives'
AS SELECT date, posting_no, posting_id, employer_key(hiring_organization_name) AS employer_key,
          hiring_organization_name AS employer_name, industry
   FROM postings WHERE hiring_organization_name IS NOT NULL
