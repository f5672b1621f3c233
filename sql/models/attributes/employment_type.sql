-- One row a mention: given by the source's own field, or found in the text, whose last line is the title.
CREATE ATTRIBUTE TABLE employment_type
  COMMENT 'Kinds of employment: full or part time, temporary, contract, internship, seasonal, per diem, apprenticeship'
AS SELECT date, posting_no, posting_id, method, concept['value'] AS employment_type,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id, 'given' AS method,
                unnest(extract_concepts('employment_type', employment_type)) AS concept
         FROM postings
         UNION ALL
         SELECT date, posting_no, posting_id, 'text' AS method,
                unnest(extract_concepts('employment_type',
                  posting_text(description, experience_requirements, qualifications, skills, title))) AS concept
         FROM postings)
