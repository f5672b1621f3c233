-- What is wrong: wanted and not told as it is, or told and not wanted.
SELECT $set AS "set", measure, CASE WHEN wanted AND told THEN 'other' WHEN wanted THEN 'missed' ELSE 'too much' END AS mistake,
       CAST(line AS VARCHAR) AS line
FROM ($judge) WHERE (wanted OR told) AND NOT COALESCE(told AND right, false) ORDER BY measure, mistake, line
