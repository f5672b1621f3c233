-- Place names (cbsa_name) are present and empty until a place extractor exists.
CREATE DATASET geo_soc_given_count
  COMMENT 'Postings of each occupation by place, as the postings themselves are coded'
AS SELECT cbsa_code AS cbsa_fips, CAST(NULL AS VARCHAR) AS cbsa_name, state_code, soc_code,
          sum(postings) AS counts_total
   FROM counts.soc_counts WHERE method = 'given'
   GROUP BY cbsa_code, state_code, soc_code
   ORDER BY cbsa_code, state_code, soc_code
