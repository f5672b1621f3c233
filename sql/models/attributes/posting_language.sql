-- One row a posting: the language its text is written in, null where the text is too short to tell.
CREATE ATTRIBUTE TABLE posting_language
  COMMENT 'The language a posting is written in'
AS SELECT date, posting_no, posting_id,
          language_of(posting_text(title, description, experience_requirements, qualifications, skills)) AS language
   FROM postings
