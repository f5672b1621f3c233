-- gold: text, attribute, value; attribute none for a text that only looks so. Values of a text are compared as a set.
WITH texts AS (SELECT DISTINCT text FROM gold),
education AS (
  SELECT text, c['value'] AS value, COALESCE(c['necessity'] = 'preferred', false) AS preferred,
         array_position(['none', 'high_school', 'some_college', 'certificate', 'associate', 'bachelor', 'master',
                         'professional', 'doctorate'], c['value']) AS level
  FROM (SELECT text, unnest(extract_concepts('education', text)) AS c FROM texts)),
lists AS (
  SELECT text, 'clearance' AS attribute, unnest(extract_concepts('clearance', text)) AS c FROM texts
  UNION ALL SELECT text, 'licence', unnest(extract_concepts('licences', text)) FROM texts
  UNION ALL SELECT text, 'employment_type', unnest(extract_concepts('employment_type', text)) FROM texts
  UNION ALL SELECT text, 'schedule', unnest(extract_concepts('schedule', text)) FROM texts
  UNION ALL SELECT text, 'remote', unnest(extract_concepts('workplace', text)) FROM texts
  UNION ALL SELECT text, 'openings', unnest(extract_concepts('openings', text)) FROM texts),
told AS (
  SELECT text, 'education_required' AS attribute, first_value(value ORDER BY level) AS value
    FROM education WHERE NOT preferred GROUP BY text
  UNION ALL SELECT text, 'education_preferred', last_value(value ORDER BY level) FROM education WHERE preferred GROUP BY text
  UNION ALL SELECT text, 'experience_years', CAST(min(c['min_years']) AS VARCHAR)
    FROM (SELECT text, unnest(parse_experience(text)) AS c FROM texts)
    WHERE COALESCE(c['necessity'] <> 'preferred', true) GROUP BY text
  UNION SELECT text, attribute, c['value'] FROM lists WHERE attribute <> 'licence' OR COALESCE(c['necessity'] <> 'preferred', true)
  UNION SELECT text, 'language_required', c['value'] FROM (SELECT text, unnest(extract_concepts('languages', text)) AS c FROM texts)
    WHERE COALESCE(c['necessity'] <> 'preferred', true)
  UNION SELECT text, 'seniority', c['value'] FROM (SELECT text, unnest(extract_concepts('seniority', text)) AS c
    FROM texts WHERE text IN (SELECT text FROM gold WHERE attribute = 'seniority'))
  UNION SELECT text, c['value'], 'yes' FROM (SELECT text, unnest(extract_concepts('tags', text)) AS c FROM texts)
    WHERE COALESCE(c['necessity'] <> 'preferred', true) OR c['value'] NOT LIKE '%_required'),
wanted AS (
  SELECT DISTINCT text, attribute,
         CASE WHEN attribute = 'experience_years' THEN CAST(CAST(value AS DOUBLE) AS VARCHAR) ELSE value END AS value
  FROM gold WHERE attribute <> 'none')
SELECT COALESCE(w.attribute, t.attribute) AS measure,
       COALESCE(w.text, t.text) || ' > ' || COALESCE(w.value, t.value) AS line,
       w.text IS NOT NULL AS wanted, t.text IS NOT NULL AS told, w.text IS NOT NULL AND t.text IS NOT NULL AS right
FROM wanted w FULL JOIN told t ON w.text = t.text AND w.attribute = t.attribute AND w.value = t.value
