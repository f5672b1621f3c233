-- One row a posting: the controlled title nearest to its cleaned title; null where none is like it.
CREATE ATTRIBUTE TABLE title_normalized
  COMMENT 'The O*NET title most like the posting''s, with its likeness from 0.3 to 1'
AS SELECT date, posting_no, posting_id, nearest['title'] AS normalized_title, nearest['likeness'] AS likeness
   FROM (SELECT date, posting_no, posting_id,
                normalize_title(title_clean_phase_two(title_clean_phase_one(title))) AS nearest
         FROM postings)
