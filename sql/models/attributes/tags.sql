-- One row a mention. The tags are the values of the list of concepts `tags`; for others, write a list and a model like this.
CREATE ATTRIBUTE TABLE tags
  COMMENT 'What researchers ask for by name: citizenship, visa sponsorship, driver''s licence, union, contractors, checks'
AS SELECT date, posting_no, posting_id, concept['value'] AS tag, concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('tags',
                  posting_text(description, experience_requirements, qualifications, skills, title))) AS concept
         FROM postings)
