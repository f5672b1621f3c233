CREATE COUNT TABLE soc_skill_counts
  COMMENT 'Postings of an occupation that name a skill, and how often, by day and place'
AS SELECT s.date, g.cbsa_code, g.state_code, 'given' AS method, o.soc_code,
          s.skill_id, s.skill_name,
          count(DISTINCT s.posting_no) AS postings, count(*) AS mentions
   FROM attributes.skill_extract_onet_ksat_exact s
   LEFT JOIN attributes.soc_given o ON o.date = s.date AND o.posting_no = s.posting_no
   LEFT JOIN attributes.geography g ON g.date = s.date AND g.posting_no = s.posting_no AND g.location_no = 1
   GROUP BY ALL
