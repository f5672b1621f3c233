-- The vacancy list of an invented harbor: one CSV, separated by semicolons.
--
--   daybook land --source HARBOR --mapping examples/mappings/harbor_jobs.sql examples/mappings/harbor_jobs.csv
--
-- A column is named as in the header, in quotes, or in snake case: `vacancy_no` finds "Vacancy No.".
SELECT vacancy_no                           AS id,
       position                             AS title,
       posted_on                            AS date,              -- 01/05/2016 and 2016-01-05 are both read
       closes                               AS valid_through,
       split_part(pay, ' - ', 1)            AS base_salary_min_value,
       nullif(split_part(pay, ' - ', 2), '') AS base_salary_max_value,
       per                                  AS base_salary_unit,
       'USD'                                AS base_salary_currency,
       parse_locations("Where")             AS job_locations,     -- `Where` is a word of SQL: quoted
       about_the_job                        AS description,
       requirements                         AS qualifications,
       openings                             AS num_positions,
       'Port of Harbor'                     AS hiring_organization_name,
       dept                                 AS hiring_organization_department
       -- Shift is not used: it is kept in `extra`
FROM input
