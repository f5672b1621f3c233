-- Which skills are named in nursing and health, and in what share of its postings? One row a skill.
WITH total AS (
       SELECT sum(postings) AS postings
       FROM   counts.soc_counts WHERE method = 'given' AND soc_major(soc_code) = '29-0000'),
     skills AS (
       SELECT skill_name, sum(postings) AS postings
       FROM   counts.soc_skill_counts WHERE method = 'given' AND soc_major(soc_code) = '29-0000'
       GROUP  BY skill_name)
SELECT skill_name, skills.postings, round(100.0 * skills.postings / total.postings, 1) AS percent
FROM   skills CROSS JOIN total
ORDER  BY skills.postings DESC, skill_name
LIMIT  15;
