"""What a user would write to land a source with DuckDB: raw files in, Parquet by day out, zstd. One process a landing.

    python duckdb_landing.py usajobs_announcements INPUT OUTPUT_FOLDER     prints the rows written
"""
import sys

import duckdb

SALARY = "nullif(try_cast({} AS DOUBLE), 0)"
RAW_PAY = "try_cast(replace(replace(BASIC_RATE_OF_PAY, '$', ''), ',', '') AS DOUBLE)"

QUERIES = {
    "usajobs_announcements": f"""
        SELECT try_cast(open_date AS DATE) AS date, 'USAJOBS_' || usajobs_control_number AS posting_id, 'USAJOBS' AS source,
               position_title AS title, try_cast(close_date AS DATE) AS valid_through, locations AS job_locations,
               {SALARY.format('min_salary')} AS base_salary_min_value, {SALARY.format('max_salary')} AS base_salary_max_value,
               salary_type AS base_salary_unit, work_schedule AS employment_type, occupation_series AS occupational_category,
               agency AS hiring_organization_name, department AS hiring_organization_department,
               try_cast(total_openings AS BIGINT) AS num_positions,
               json_object('sources', sources, 'min_grade', min_grade, 'max_grade', max_grade,
                           'announcement_number', announcement_number) AS extra
        FROM read_json('{{input}}', format = 'newline_delimited', columns = {{{{
               usajobs_control_number: 'VARCHAR', sources: 'JSON', position_title: 'VARCHAR', department: 'VARCHAR',
               agency: 'VARCHAR', occupation_series: 'JSON', open_date: 'VARCHAR', close_date: 'VARCHAR',
               locations: 'JSON', min_salary: 'VARCHAR', max_salary: 'VARCHAR', salary_type: 'VARCHAR',
               min_grade: 'VARCHAR', max_grade: 'VARCHAR', total_openings: 'VARCHAR', work_schedule: 'VARCHAR',
               announcement_number: 'VARCHAR'}}}})
        WHERE date IS NOT NULL AND title IS NOT NULL""",
    "usajobs_questionnaires": f"""
        SELECT try_cast(open_start AS DATE) AS date, 'QUESTIONNAIRES_' || id AS posting_id, 'QUESTIONNAIRES' AS source,
               position_title AS title, text AS description, try_cast(open_end AS DATE) AS valid_through,
               locations AS job_locations, {SALARY.format('min_salary')} AS base_salary_min_value,
               {SALARY.format('max_salary')} AS base_salary_max_value, occupation_series AS occupational_category,
               agency AS hiring_organization_name,
               json_object('source', source, 'announcement_number', announcement_number,
                           'usajobs_control_numbers', usajobs_control_numbers, 'occupation_name', occupation_name,
                           'grade_code', grade_code, 'service_type', service_type, 'location_join', location_join,
                           'joined_control_number', joined_control_number) AS extra
        FROM read_json('{{input}}', format = 'newline_delimited', maximum_object_size = 67108864, columns = {{{{
               id: 'VARCHAR', source: 'VARCHAR', position_title: 'VARCHAR', agency: 'VARCHAR',
               announcement_number: 'VARCHAR', open_start: 'VARCHAR', open_end: 'VARCHAR',
               usajobs_control_numbers: 'JSON', occupation_series: 'VARCHAR', occupation_name: 'VARCHAR',
               grade_code: 'VARCHAR', service_type: 'VARCHAR', min_salary: 'VARCHAR', max_salary: 'VARCHAR',
               locations: 'JSON', location_join: 'VARCHAR', joined_control_number: 'VARCHAR', text: 'VARCHAR'}}}})
        WHERE date IS NOT NULL AND title IS NOT NULL""",
    "nyc_jobs": """
        SELECT try_cast(left("Posting Date", 10) AS DATE) AS date,
               'NYC_' || "Job ID" || '-' || lower("Posting Type") AS posting_id, 'NYC' AS source,
               "Business Title" AS title, "Civil Service Title" AS alternate_name, "Job Description" AS description,
               try_cast("Post Until" AS DATE) AS valid_through, try_cast("Salary Range From" AS DOUBLE) AS base_salary_min_value,
               try_cast("Salary Range To" AS DOUBLE) AS base_salary_max_value, "Salary Frequency" AS base_salary_unit,
               "Full-Time/Part-Time indicator" AS employment_type, "Job Category" AS occupational_category,
               "Minimum Qual Requirements" AS qualifications, "Preferred Skills" AS skills,
               "Agency" AS hiring_organization_name, "Division/Work Unit" AS hiring_organization_department,
               try_cast("# Of Positions" AS BIGINT) AS num_positions,
               json_object('Title Code No', "Title Code No", 'Level', "Level", 'Work Location', "Work Location",
                           'Additional Information', "Additional Information", 'To Apply', "To Apply",
                           'Hours/Shift', "Hours/Shift", 'Work Location 1', "Work Location 1",
                           'Residency Requirement', "Residency Requirement", 'Posting Updated', "Posting Updated",
                           'Process Date', "Process Date") AS extra
        FROM read_csv('{input}', header = true, all_varchar = true, quote = '"', escape = '"')
        WHERE date IS NOT NULL AND title IS NOT NULL""",
    "h2a": f"""
        SELECT coalesce(try_cast(left(CASE_RECEIVED_DATE, 10) AS DATE), try_cast(left(DECISION_DATE, 10) AS DATE)) AS date,
               'H2A_' || coalesce(CASE_NUMBER, CASE_NO) AS posting_id, 'H2A' AS source, JOB_TITLE AS title,
               try_cast(left(coalesce(CERTIFICATION_END_DATE, JOB_END_DATE, REQUESTED_END_DATE_OF_NEED), 10) AS DATE) AS valid_through,
               coalesce(WORKSITE_CITY, WORKSITE_LOCATION_CITY, ALIEN_WORK_CITY) AS address_locality,
               coalesce(WORKSITE_STATE, WORKSITE_LOCATION_STATE, ALIEN_WORK_STATE, EMPLOYER_STATE) AS address_region,
               {RAW_PAY} AS base_salary_min_value, {RAW_PAY} AS base_salary_max_value,
               BASIC_UNIT_OF_PAY AS base_salary_unit, SOC_TITLE AS occupational_category,
               coalesce(SOC_CODE, SOC_CODE_ID) AS onet_soc_code, NAIC_CODE AS industry,
               FULL_TIME_POSITION AS employment_type, EDUCATION_LEVEL AS education_requirements,
               EMP_EXP_NUM_MONTHS AS experience_requirements, EMPLOYER_NAME AS hiring_organization_name,
               try_cast(coalesce(NBR_WORKERS_REQUESTED, NBR_WORKERS_CERTIFIED) AS BIGINT) AS num_positions,
               PRIMARY_CROP, NATURE_OF_TEMPORARY_NEED, CASE_STATUS, EMPLOYER_CITY, EMPLOYER_POSTAL_CODE,
               ORGANIZATION_FLAG, BASIC_NUMBER_OF_HOURS
        FROM read_csv('{{input}}/*.csv.gz', header = true, all_varchar = true, union_by_name = true)
        WHERE date IS NOT NULL AND title IS NOT NULL""",
}


def main(mapping, source, output):
    connection = duckdb.connect()
    query = QUERIES[mapping].format(input=source)
    written = connection.execute(
        f"COPY ({query}) TO '{output}' (FORMAT parquet, PARTITION_BY (date), COMPRESSION zstd)"
    ).fetchone()[0]
    print(written)


if __name__ == "__main__":
    main(*sys.argv[1:])
