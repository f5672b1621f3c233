-- One row a posting: the occupation code it came with, as six-digit SOC; null where it came with none.
CREATE ATTRIBUTE TABLE soc_given
  COMMENT 'The SOC code that the posting came with, normalised to six digits'
AS SELECT date, posting_no, posting_id,
          coalesce(
            soc_code(onet_soc_code),
            -- an occupational category is free text: only what is written like a code is one
            CASE WHEN occupational_category ~ '(^\s*|[(,;|]\s*)\d{2}-\d{4}' THEN soc_code(occupational_category) END
          ) AS soc_code,
          1 AS rank,
          CAST(1.0 AS DOUBLE) AS probability
   FROM postings
