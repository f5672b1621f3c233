-- One row a match: the skills of skill_extract_onet_ksat_exact that O*NET links to the posting's occupation, which is the one it
-- came with (method 'given'), else its likeliest (method 'common'). A posting without either has no row.
CREATE ATTRIBUTE TABLE skill_extract_onet_ksat_occscoped_exact
  COMMENT 'O*NET skills named in a posting that O*NET links to the posting''s occupation'
AS SELECT s.date, s.posting_no, s.posting_id, s.skill_id, s.skill_name, s.span_start, s.span_end, s.confidence,
          CASE WHEN g.soc_code IS NULL THEN 'common' ELSE 'given' END AS method,
          coalesce(g.soc_code, c.soc_code) AS soc_code
   FROM   attributes.skill_extract_onet_ksat_exact s
   JOIN   attributes.soc_given g ON g.date = s.date AND g.posting_no = s.posting_no AND g.rank = 1
   JOIN   attributes.soc_common c ON c.date = s.date AND c.posting_no = s.posting_no AND c.rank = 1
   WHERE  EXISTS (SELECT 1 FROM taxonomies.onet_occupation_skills e
                  WHERE e.skill_id = s.skill_id AND left(e.onet_soc_code, 7) = coalesce(g.soc_code, c.soc_code))
