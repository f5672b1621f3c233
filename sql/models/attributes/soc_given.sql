-- One row a posting: the occupation code it came with, as six-digit code of the 2018 SOC; null where it came with none.
CREATE ATTRIBUTE TABLE soc_given
  COMMENT 'The SOC code that the posting came with, as six digits of the 2018 SOC'
AS SELECT date, posting_no, posting_id,
          -- a code of 2010 becomes its successor of 2018
          soc_2018(coalesce(
            soc_code(onet_soc_code),
            -- an occupational category is free text: only what is written like a code is one
            CASE WHEN occupational_category ~ '(^\s*|[(,;|]\s*)\d{2}-\d{4}' THEN soc_code(occupational_category) END
          )) AS soc_code,
          1 AS rank,
          CAST(1.0 AS DOUBLE) AS probability
   FROM postings
