-- One row a mention; the title is the last line of the text.
CREATE ATTRIBUTE TABLE workplace
  COMMENT 'Whether the work is remote, hybrid or on site, as the title or the text says'
AS SELECT date, posting_no, posting_id, concept['value'] AS workplace, concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('workplace',
                  posting_text(description, experience_requirements, qualifications, skills, title))) AS concept
         FROM postings)
