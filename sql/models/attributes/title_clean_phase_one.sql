-- One row a posting: the title without case and punctuation.
CREATE ATTRIBUTE TABLE title_clean_phase_one
  COMMENT 'The posted title in lower case without punctuation: the Research Hub''s "title"'
AS SELECT date, posting_no, posting_id, title_clean_phase_one(title) AS title
   FROM postings
