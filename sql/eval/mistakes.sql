-- What is wrong: wanted and not told as it is, or told and not wanted; with the line of the file and what stands first in it.
WITH wrong AS (
  SELECT measure, CASE WHEN wanted AND told THEN 'other' WHEN wanted THEN 'missed' ELSE 'too much' END AS mistake, line AS place
  FROM ($judge) WHERE (wanted OR told) AND NOT COALESCE(told AND right, false))
SELECT $set AS "set", measure, mistake, CAST(place AS VARCHAR) AS line, $first AS labelled
FROM wrong LEFT JOIN gold ON CAST(gold.line AS VARCHAR) = CAST(place AS VARCHAR) ORDER BY measure, mistake, place
