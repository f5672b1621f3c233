-- H-2A job orders (farm work), US Department of Labor disclosure files. Columns were renamed and added over the
-- years; a file reads null for what it lacks.
-- The date is the day on which the case was received (all rows have it), else the day of the decision.
-- A case number stands for a master row and for a row per worksite or member: the id is the case number and a digest
-- of what tells the rows apart, so that different rows are different postings and the same row is itself again.
SELECT COALESCE(case_number, case_no) || '-' || left(md5(concat_ws('|',
           COALESCE(employer_name, ''), COALESCE(employer_city, ''), COALESCE(job_title, ''),
           COALESCE("PRIMARY/SUB", ''), COALESCE(organization_flag, ''),
           COALESCE(worksite_city, worksite_location_city, alien_work_city, ''),
           COALESCE(worksite_state, worksite_location_state, alien_work_state, ''),
           COALESCE(nbr_workers_certified, ''), COALESCE(basic_rate_of_pay, ''),
           COALESCE(case_status, ''), COALESCE(decision_date, ''))), 8)       AS id,
       job_title                                                              AS title,
       COALESCE(case_received_date, decision_date)                            AS date,
       COALESCE(certification_end_date, job_end_date, requested_end_date_of_need) AS valid_through,
       COALESCE(worksite_city, worksite_location_city, alien_work_city,
           CASE WHEN COALESCE(worksite_state, worksite_location_state, alien_work_state) IS NULL
                THEN employer_city END)                                       AS address_locality,
       COALESCE(worksite_state, worksite_location_state, alien_work_state,
           employer_state)                                                    AS address_region,
       'US'                                                                   AS address_country,
       NULLIF(TRY_CAST(translate(basic_rate_of_pay, '$, ', '') AS DOUBLE), 0) AS base_salary_min_value,
       NULLIF(TRY_CAST(translate(basic_rate_of_pay, '$, ', '') AS DOUBLE), 0) AS base_salary_max_value,
       pay_unit(basic_unit_of_pay)                                            AS base_salary_unit,
       'USD'                                                                  AS base_salary_currency,
       soc_title                                                              AS occupational_category,
       COALESCE(soc_code, soc_code_id)                                        AS onet_soc_code,
       naic_code                                                              AS industry,
       CASE WHEN full_time_position IN ('Y', 'Yes') THEN 'Full-time'
            WHEN full_time_position IN ('N', 'No') THEN 'Part-time' END       AS employment_type,
       education_level                                                        AS education_requirements,
       CASE WHEN TRY_CAST(emp_exp_num_months AS DOUBLE) > 0
            THEN emp_exp_num_months || ' months' END                          AS experience_requirements,
       employer_name                                                          AS hiring_organization_name,
       COALESCE(nbr_workers_requested, nbr_workers_certified)                 AS num_positions,
       primary_crop, nature_of_temporary_need, case_status
FROM   input
