-- One row a noun phrase; bulleted tells those in items of lists, as the predecessor counted them.
CREATE ATTRIBUTE TABLE noun_phrase_ability
  COMMENT 'Noun phrases of a posting that end in ability or abilities, without the praise before them'
AS SELECT date, posting_no, posting_id, phrase['phrase'] AS phrase, phrase['bulleted'] AS bulleted,
          phrase['span_start'] AS span_start, phrase['span_end'] AS span_end
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_ability_phrases(
                  posting_text(description, experience_requirements, qualifications, skills))) AS phrase
         FROM postings)
