CREATE COUNT TABLE title_soc_counts
  COMMENT 'Postings by day, place, title and occupation; the method says who coded it'
AS SELECT o.date, g.cbsa_code, g.state_code, t.title, c.cleaned_title,
          'given' AS method, o.soc_code,
          count(*) AS postings
   FROM attributes.soc_given o
   LEFT JOIN attributes.title_clean_phase_one t ON t.date = o.date AND t.posting_no = o.posting_no
   LEFT JOIN attributes.title_clean_phase_two c ON c.date = o.date AND c.posting_no = o.posting_no
   LEFT JOIN attributes.geography g ON g.date = o.date AND g.posting_no = o.posting_no AND g.location_no = 1
   GROUP BY ALL
