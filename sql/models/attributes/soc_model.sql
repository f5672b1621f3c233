-- A row a guess, the likeliest first, five at most; one row with a null code where none is likely enough.
CREATE ATTRIBUTE TABLE soc_model
  COMMENT 'The likeliest SOC codes of a posting, by the model that `daybook train soc` made from titles and tasks'
AS SELECT date, posting_no, posting_id, guess['soc_code'] AS soc_code, guess['rank'] AS rank, guess['probability'] AS probability
   FROM (SELECT date, posting_no, posting_id,
                unnest(coalesce(predict_soc(title, posting_text(description, responsibilities, qualifications)),
                  [named_struct('soc_code', CAST(NULL AS VARCHAR), 'rank', 1, 'probability', CAST(NULL AS DOUBLE))])) AS guess
         FROM postings)
