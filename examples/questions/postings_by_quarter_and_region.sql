-- How do regions compare from quarter to quarter? Days become quarters, states become regions: one join.
SELECT quarter(c.date) AS quarter, s.region, sum(c.postings) AS postings
FROM   counts.title_counts c
LEFT   JOIN taxonomies.states s ON s.state_code = c.state_code
GROUP  BY ALL
ORDER  BY quarter, postings DESC, region;
