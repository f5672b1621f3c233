-- Postings and jobs: jobs adds up over days, places and sources, since a job counts where it is first seen. How many different
-- jobs were posted in some days and places: bitmap_count(bitmap_union(jobs_state)).
CREATE COUNT TABLE job_counts
  COMMENT 'Postings, jobs first seen, and which jobs were posted, by day, source and place'
AS SELECT c.date, c.source, g.cbsa_code, g.state_code,
          count(*) AS postings, sum(CASE WHEN c.cluster_no = c.posting_no THEN 1 ELSE 0 END) AS jobs,
          bitmap_state(c.cluster_no) AS jobs_state
   FROM attributes.posting_cluster c
   LEFT JOIN attributes.geography g ON g.date = c.date AND g.posting_no = c.posting_no AND g.location_no = 1
   GROUP BY ALL
