-- The occupation of a posting by each method, so a sum over methods counts a posting four times: ask for one.
CREATE COUNT TABLE title_soc_counts
  COMMENT 'Postings by day, place, title and occupation; the method says who coded it'
AS SELECT o.date, g.cbsa_code, g.state_code, t.title, c.cleaned_title, o.method, o.soc_code,
          count(*) AS postings
   FROM (SELECT date, posting_no, 'given' AS method, soc_code FROM attributes.soc_given
         UNION ALL
         SELECT date, posting_no, 'common' AS method, soc_code FROM attributes.soc_common WHERE rank = 1
         UNION ALL
         SELECT date, posting_no, 'top' AS method, soc_code FROM attributes.soc_top WHERE rank = 1
         UNION ALL
         SELECT date, posting_no, 'model' AS method, soc_code FROM attributes.soc_model WHERE rank = 1) o
   LEFT JOIN attributes.title_clean_phase_one t ON t.date = o.date AND t.posting_no = o.posting_no
   LEFT JOIN attributes.title_clean_phase_two c ON c.date = o.date AND c.posting_no = o.posting_no
   LEFT JOIN attributes.geography g ON g.date = o.date AND g.posting_no = o.posting_no AND g.location_no = 1
   GROUP BY ALL
