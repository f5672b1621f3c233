-- One row a posting. Where cluster_no = posting_no the job is seen for the first time in 60 days: such rows add up over
-- days to jobs. Members of a cluster by cluster_no; their places are in attributes.geography.
CREATE ATTRIBUTE TABLE posting_cluster
  COMMENT 'The first posting within 60 days, of any source, that says the same, and how alike the two are'
  WINDOW 60 DAYS
AS SELECT date, posting_no, posting_id, source,
          coalesce(near['cluster_no'], same_short_no) AS cluster_no,
          coalesce(near['similarity'], CAST(1.0 AS DOUBLE)) AS similarity
   FROM (SELECT date, posting_no, posting_id, source,
                posting_cluster(posting_no, signature) OVER () AS near,
                min(posting_no) OVER (PARTITION BY short_key) AS same_short_no
         FROM attributes.posting_signature)
