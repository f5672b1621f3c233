CREATE COUNT TABLE title_skill_counts
  COMMENT 'Postings that name a skill, and how often it is named, by day, place and title'
AS SELECT s.date, g.cbsa_code, g.state_code, t.title, c.cleaned_title,
          s.skill_id, s.skill_name,
          count(DISTINCT s.posting_no) AS postings, count(*) AS mentions
   FROM attributes.skill_extract_onet_ksat_exact s
   LEFT JOIN attributes.title_clean_phase_one t ON t.date = s.date AND t.posting_no = s.posting_no
   LEFT JOIN attributes.title_clean_phase_two c ON c.date = s.date AND c.posting_no = s.posting_no
   LEFT JOIN attributes.geography g ON g.date = s.date AND g.posting_no = s.posting_no AND g.location_no = 1
   GROUP BY ALL
