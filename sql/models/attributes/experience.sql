-- One row a mention of years of experience; 0 where a posting says that none is needed.
CREATE ATTRIBUTE TABLE experience
  COMMENT 'Years of experience that a posting asks for, required or preferred'
AS SELECT date, posting_no, posting_id, asked['min_years'] AS min_years, asked['max_years'] AS max_years,
          asked['necessity'] AS necessity,
          asked['span_start'] AS span_start, asked['span_end'] AS span_end, asked['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(parse_experience(
                  posting_text(description, experience_requirements, qualifications, skills))) AS asked
         FROM postings)
