CREATE COUNT TABLE title_counts
  COMMENT 'Postings by day, place and title, before and after cleaning'
AS SELECT t.date, g.cbsa_code, g.state_code, t.title, c.cleaned_title,
          count(*) AS postings
   FROM attributes.title_clean_phase_one t
   LEFT JOIN attributes.title_clean_phase_two c ON c.date = t.date AND c.posting_no = t.posting_no
   LEFT JOIN attributes.geography g ON g.date = t.date AND g.posting_no = t.posting_no AND g.location_no = 1
   GROUP BY ALL
