-- One row a posting whose source gives the number of positions, and one a mention of it in the text.
CREATE ATTRIBUTE TABLE openings
  COMMENT 'How many positions a posting offers, given by its source or found in its text'
AS SELECT date, posting_no, posting_id, 'given' AS method, num_positions AS openings,
          CAST(NULL AS INT) AS span_start, CAST(NULL AS INT) AS span_end
   FROM postings WHERE num_positions IS NOT NULL
   UNION ALL
   SELECT date, posting_no, posting_id, 'text' AS method, TRY_CAST(concept['value'] AS BIGINT) AS openings,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('openings',
                  posting_text(description, experience_requirements, qualifications, skills, title))) AS concept
         FROM postings)
