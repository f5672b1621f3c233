-- One row a noun phrase; bulleted tells those in items of lists, as the predecessor counted them.
CREATE ATTRIBUTE TABLE noun_phrase_skill
  COMMENT 'Noun phrases of a posting that end in skill or skills, without the praise before them'
AS SELECT date, posting_no, posting_id, phrase['phrase'] AS phrase, phrase['bulleted'] AS bulleted,
          phrase['span_start'] AS span_start, phrase['span_end'] AS span_end
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_skill_phrases(
                  posting_text(description, experience_requirements, qualifications, skills))) AS phrase
         FROM postings)
