-- How many postings name both skills, only the first, either? Sets of postings, not sums.
WITH a AS (SELECT bitmap_union(postings_state) AS s FROM counts.skill_counts WHERE skill_name = 'Active Listening'),
     b AS (SELECT bitmap_union(postings_state) AS s FROM counts.skill_counts WHERE skill_name = 'Critical Thinking')
SELECT bitmap_count(bitmap_intersect(a.s, b.s)) AS both_skills,
       bitmap_count(bitmap_and_not(a.s, b.s))   AS only_the_first,
       bitmap_count(bitmap_or(a.s, b.s))        AS either
FROM   a CROSS JOIN b;
