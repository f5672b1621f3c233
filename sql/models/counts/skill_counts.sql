-- The bitmap beside the counts makes "postings with any of these skills" exact: postings do not add up over skills.
CREATE COUNT TABLE skill_counts
  COMMENT 'Postings that name a skill, how often it is named, and which postings they are, by day and place'
AS SELECT s.date, g.cbsa_code, g.state_code, s.skill_id, s.skill_name,
          count(DISTINCT s.posting_no) AS postings, count(*) AS mentions,
          bitmap_state(s.posting_no) AS postings_state
   FROM attributes.skill_extract_onet_ksat_exact s
   LEFT JOIN attributes.geography g ON g.date = s.date AND g.posting_no = s.posting_no AND g.location_no = 1
   GROUP BY ALL
