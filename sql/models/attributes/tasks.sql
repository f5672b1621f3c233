-- One row a sentence or list item that says an O*NET task; empty with the starter set, which has no task statements. A task's
-- detailed work activities: join taxonomies.onet_task_activities by task_id.
CREATE ATTRIBUTE TABLE tasks
  COMMENT 'O*NET task statements that a posting''s sentences say'
AS SELECT date, posting_no, posting_id, task['task_id'] AS task_id, task['soc_code'] AS soc_code, task['task'] AS task,
          task['span_start'] AS span_start, task['span_end'] AS span_end, task['likeness'] AS likeness
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_tasks(
                  posting_text(description, experience_requirements, qualifications, skills, responsibilities))) AS task
         FROM postings)
