-- One row a match, as in skill_extract_onet_ksat_exact, of names with at most 12 % of their letters wrong.
CREATE ATTRIBUTE TABLE skill_extract_onet_ksat_fuzzy
  COMMENT 'O*NET skills named in a posting, also misspelt: at most 12 % of the letters wrong, 4 at most'
AS SELECT date, posting_no, posting_id, skill['skill_id'] AS skill_id, skill['skill_name'] AS skill_name,
          skill['span_start'] AS span_start, skill['span_end'] AS span_end,
          skill['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_skills_fuzzy('onet_ksat',
                  posting_text(description, experience_requirements, qualifications, skills))) AS skill
         FROM postings)
