CREATE COUNT TABLE soc_counts
  COMMENT 'Postings by day, place and occupation, and which postings they are; the method says who coded it'
AS SELECT o.date, g.cbsa_code, g.state_code, 'given' AS method, o.soc_code,
          count(*) AS postings, bitmap_state(o.posting_no) AS postings_state
   FROM attributes.soc_given o
   LEFT JOIN attributes.geography g ON g.date = o.date AND g.posting_no = o.posting_no AND g.location_no = 1
   GROUP BY ALL
