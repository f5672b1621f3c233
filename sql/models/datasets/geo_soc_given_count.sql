CREATE DATASET geo_soc_given_count
  COMMENT 'Postings of each occupation by place, as the postings themselves are coded'
AS SELECT s.cbsa_code AS cbsa_fips, a.cbsa_name, s.state_code, s.soc_code,
          sum(s.postings) AS counts_total
   FROM counts.soc_counts s
   LEFT JOIN taxonomies.cbsas a ON a.cbsa_code = s.cbsa_code
   WHERE s.method = 'given'
   GROUP BY s.cbsa_code, a.cbsa_name, s.state_code, s.soc_code
   ORDER BY s.cbsa_code, s.state_code, s.soc_code
