-- USAJOBS announcements: one JSON line per announcement of the US federal government, metadata without text.
-- The control number is the id: it stays the same in every export that holds the announcement.
-- A salary of 0 means that none was stated, and then its unit says nothing either.
SELECT usajobs_control_number                                       AS id,
       position_title                                               AS title,
       open_date                                                    AS date,
       close_date                                                   AS valid_through,
       parse_locations(json_strings(locations))                     AS job_locations,
       NULLIF(TRY_CAST(min_salary AS DOUBLE), 0)                    AS base_salary_min_value,
       NULLIF(TRY_CAST(max_salary AS DOUBLE), 0)                    AS base_salary_max_value,
       CASE WHEN TRY_CAST(max_salary AS DOUBLE) > 0
            THEN pay_unit(salary_type) END                          AS base_salary_unit,
       CASE WHEN TRY_CAST(max_salary AS DOUBLE) > 0 THEN 'USD' END  AS base_salary_currency,
       work_schedule                                                AS employment_type,
       json_strings(occupation_series)                              AS occupational_category,
       agency                                                       AS hiring_organization_name,
       department                                                   AS hiring_organization_department,
       total_openings                                               AS num_positions
FROM   input
