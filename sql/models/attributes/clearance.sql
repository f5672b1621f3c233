-- One row a mention of a security clearance; `required` where the text does not say which.
CREATE ATTRIBUTE TABLE clearance
  COMMENT 'Security clearances that a posting asks for'
AS SELECT date, posting_no, posting_id, concept['value'] AS clearance, concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('clearance',
                  posting_text(description, experience_requirements, qualifications, skills))) AS concept
         FROM postings)
