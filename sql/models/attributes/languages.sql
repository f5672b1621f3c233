-- One row a mention of a language to speak or write; the one a posting is written in is in posting_language.
CREATE ATTRIBUTE TABLE languages
  COMMENT 'Languages that a posting asks for, required or preferred'
AS SELECT date, posting_no, posting_id, concept['value'] AS language, concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('languages',
                  posting_text(description, experience_requirements, qualifications, skills, title))) AS concept
         FROM postings)
