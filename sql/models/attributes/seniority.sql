-- One row a word of the title that says how senior a job is.
CREATE ATTRIBUTE TABLE seniority
  COMMENT 'How senior a job is by its title: intern, entry, mid, senior, lead, manager, director, executive'
AS SELECT date, posting_no, posting_id, concept['value'] AS seniority,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id, unnest(extract_concepts('seniority', title)) AS concept FROM postings)
