CREATE DATASET cleaned_geo_title_count
  COMMENT 'Postings of each cleaned title by place, with its commonest occupations and skills'
AS WITH titles AS (
     SELECT cbsa_code, state_code, cleaned_title, sum(postings) AS postings
     FROM counts.title_counts GROUP BY cbsa_code, state_code, cleaned_title),
   occupations AS (
     SELECT cbsa_code, state_code, cleaned_title,
            top_n(soc_code, postings, 2) FILTER (WHERE method = 'given') AS given,
            count(DISTINCT soc_code) FILTER (WHERE method = 'given') AS given_total,
            top_n(soc_code, postings, 2) FILTER (WHERE method = 'common') AS common,
            count(DISTINCT soc_code) FILTER (WHERE method = 'common') AS common_total,
            top_n(soc_code, postings, 2) FILTER (WHERE method = 'top') AS top,
            count(DISTINCT soc_code) FILTER (WHERE method = 'top') AS top_total
     FROM counts.title_soc_counts WHERE soc_code IS NOT NULL GROUP BY cbsa_code, state_code, cleaned_title),
   skills AS (
     SELECT cbsa_code, state_code, cleaned_title, top_n(skill_name, postings, 10) AS top
     FROM counts.title_skill_counts GROUP BY cbsa_code, state_code, cleaned_title)
   SELECT t.cbsa_code AS cbsa_fips,
          a.cbsa_name,
          t.state_code,
          t.cleaned_title AS title,
          o.common[1]['value'] AS soc_code_common_1,
          o.common[2]['value'] AS soc_code_common_2,
          coalesce(o.common_total, 0) AS soc_code_common_total,
          t.postings AS counts_total,
          o.given[1]['value'] AS soc_code_given_1,
          o.given[2]['value'] AS soc_code_given_2,
          coalesce(o.given_total, 0) AS soc_code_given_total,
          s.top[1]['value'] AS onet_skills_1,
          s.top[2]['value'] AS onet_skills_2,
          s.top[3]['value'] AS onet_skills_3,
          s.top[4]['value'] AS onet_skills_4,
          s.top[5]['value'] AS onet_skills_5,
          s.top[6]['value'] AS onet_skills_6,
          s.top[7]['value'] AS onet_skills_7,
          s.top[8]['value'] AS onet_skills_8,
          s.top[9]['value'] AS onet_skills_9,
          s.top[10]['value'] AS onet_skills_10,
          o.top[1]['value'] AS soc_code_top_1,
          o.top[2]['value'] AS soc_code_top_2,
          coalesce(o.top_total, 0) AS soc_code_top_total
   FROM titles t
   LEFT JOIN taxonomies.cbsas a ON a.cbsa_code = t.cbsa_code
   LEFT JOIN occupations o
     ON (o.cbsa_code IS NOT DISTINCT FROM t.cbsa_code)
    AND (o.state_code IS NOT DISTINCT FROM t.state_code)
    AND (o.cleaned_title IS NOT DISTINCT FROM t.cleaned_title)
   LEFT JOIN skills s
     ON (s.cbsa_code IS NOT DISTINCT FROM t.cbsa_code)
    AND (s.state_code IS NOT DISTINCT FROM t.state_code)
    AND (s.cleaned_title IS NOT DISTINCT FROM t.cleaned_title)
   ORDER BY t.cbsa_code, t.state_code, t.cleaned_title
