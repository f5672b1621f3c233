-- One row a posting: phase one without codes, places and states. Reads the posting, not phase one's
-- table, so that a change there does not wait for it.
CREATE ATTRIBUTE TABLE title_clean_phase_two
  COMMENT 'The cleaned title without numbers, places and states: the Research Hub''s "cleaned title"'
AS SELECT date, posting_no, posting_id,
          title_clean_phase_two(title_clean_phase_one(title)) AS cleaned_title
   FROM postings
