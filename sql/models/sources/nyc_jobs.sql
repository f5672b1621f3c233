-- New York City government jobs (NYC Open Data). A job is posted twice under one id, inside the city's
-- government and outside of it: both are postings, so the id is the job id and the posting type.
-- The work location is a street address; every job is in New York, New York.
SELECT "Job ID" || '-' || lower("Posting Type")   AS id,
       "Business Title"                           AS title,
       "Civil Service Title"                      AS alternate_name,
       "Posting Date"                             AS date,
       "Post Until"                               AS valid_through,
       "Job Description"                          AS description,
       'New York'                                 AS address_locality,
       'NY'                                       AS address_region,
       'US'                                       AS address_country,
       NULLIF(TRY_CAST("Salary Range From" AS DOUBLE), 0) AS base_salary_min_value,
       NULLIF(TRY_CAST("Salary Range To" AS DOUBLE), 0)   AS base_salary_max_value,
       pay_unit("Salary Frequency")               AS base_salary_unit,
       'USD'                                      AS base_salary_currency,
       CASE "Full-Time/Part-Time indicator"
            WHEN 'F' THEN 'Full-time'
            WHEN 'P' THEN 'Part-time' END         AS employment_type,
       "Job Category"                             AS occupational_category,
       "Minimum Qual Requirements"                AS qualifications,
       "Preferred Skills"                         AS skills,
       "Agency"                                   AS hiring_organization_name,
       "Division/Work Unit"                       AS hiring_organization_department,
       "# Of Positions"                           AS num_positions
FROM   input
