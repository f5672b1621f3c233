-- One row a mention of schooling. The lowest level required: min(level_no) where necessity is not 'preferred'; the
-- highest preferred: max(level_no) where it is. Levels are those of the list of concepts `education`.
CREATE ATTRIBUTE TABLE education
  COMMENT 'Levels of schooling that a posting names, required or preferred'
AS SELECT date, posting_no, posting_id, concept['value'] AS level,
          CASE concept['value'] WHEN 'none' THEN 0 WHEN 'high_school' THEN 1 WHEN 'some_college' THEN 2
               WHEN 'certificate' THEN 3 WHEN 'associate' THEN 4 WHEN 'bachelor' THEN 5 WHEN 'master' THEN 6
               WHEN 'professional' THEN 7 WHEN 'doctorate' THEN 8 END AS level_no,
          concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('education',
                  posting_text(description, experience_requirements, qualifications, skills, education_requirements)))
                  AS concept
         FROM postings)
