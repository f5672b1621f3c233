-- One row a match: which O*NET knowledge, skill, ability, tool or technology is named where.
CREATE ATTRIBUTE TABLE skill_extract_onet_ksat_exact
  COMMENT 'O*NET skills named in a posting: exact match, leftmost-longest on word boundaries'
AS SELECT date, posting_no, posting_id, skill['skill_id'] AS skill_id, skill['skill_name'] AS skill_name,
          skill['span_start'] AS span_start, skill['span_end'] AS span_end,
          skill['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_skills('onet_ksat',
                  posting_text(description, experience_requirements, qualifications, skills))) AS skill
         FROM postings)
