-- A row a guess, the likeliest first, five at most; one row with a null code where none is likely enough.
CREATE ATTRIBUTE TABLE soc_top
  COMMENT 'The SOC codes of the O*NET titles nearest to a posting''s title'
AS SELECT date, posting_no, posting_id, guess['soc_code'] AS soc_code, guess['rank'] AS rank, guess['probability'] AS probability
   FROM (SELECT date, posting_no, posting_id,
                unnest(coalesce(classify_soc(title, NULL, 'top'),
                  [named_struct('soc_code', CAST(NULL AS VARCHAR), 'rank', 1, 'probability', CAST(NULL AS DOUBLE))])) AS guess
         FROM postings)
