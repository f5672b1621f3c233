CREATE DATASET soc_given_count
  COMMENT 'Postings of each occupation, as the postings themselves are coded'
AS SELECT soc_code, sum(postings) AS counts_total
   FROM counts.soc_counts WHERE method = 'given'
   GROUP BY soc_code
   ORDER BY soc_code
