-- One row a posting; the grade is the Flesch-Kincaid grade of its description, null where that has no word.
CREATE ATTRIBUTE TABLE readability
  COMMENT 'How many years of school the description of a posting asks of its reader'
AS SELECT date, posting_no, posting_id, reading_grade(description) AS reading_grade FROM postings
