-- USAJOBS self-assessment questionnaires: federal jobs with the full text of the questions put to applicants.
-- The text stands as the description. The salary has no unit in these files.
SELECT id,
       position_title                             AS title,
       open_start                                 AS date,
       open_end                                   AS valid_through,
       text                                       AS description,
       parse_locations(json_strings(locations))   AS job_locations,
       NULLIF(TRY_CAST(min_salary AS DOUBLE), 0)  AS base_salary_min_value,
       NULLIF(TRY_CAST(max_salary AS DOUBLE), 0)  AS base_salary_max_value,
       CASE WHEN TRY_CAST(max_salary AS DOUBLE) > 0 THEN 'USD' END AS base_salary_currency,
       occupation_series                          AS occupational_category,
       agency                                     AS hiring_organization_name
FROM   input
