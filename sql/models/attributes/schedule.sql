-- One row a mention; the title is the last line of the text.
CREATE ATTRIBUTE TABLE schedule
  COMMENT 'Shifts and hours that a posting names: day, evening, night, weekend, rotating, on call, flexible'
AS SELECT date, posting_no, posting_id, concept['value'] AS schedule, concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('schedule',
                  posting_text(description, experience_requirements, qualifications, skills, title))) AS concept
         FROM postings)
