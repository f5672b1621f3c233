-- The score of each measure of a judge. What is right must have been told.
SELECT $set AS "set", measure, count(*) FILTER (WHERE wanted) AS wanted, count(*) FILTER (WHERE told) AS told,
       count(*) FILTER (WHERE told AND right) AS right,
       round(100.0 * count(*) FILTER (WHERE told AND right) / nullif(count(*) FILTER (WHERE told), 0), 1) AS precision,
       round(100.0 * count(*) FILTER (WHERE told AND right) / nullif(count(*) FILTER (WHERE wanted), 0), 1) AS recall,
       round(200.0 * count(*) FILTER (WHERE told AND right)
             / nullif(count(*) FILTER (WHERE told) + count(*) FILTER (WHERE wanted), 0), 1) AS f1
FROM ($judge) GROUP BY measure ORDER BY measure
