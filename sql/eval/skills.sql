-- gold: text, skill, span_start, span_end; a row a mention, one without a skill where there is none. The names looked for
-- are those of the set. Right is the same skill at the same span.
WITH texts AS (SELECT DISTINCT text FROM gold),
wanted AS (SELECT DISTINCT text, skill, CAST(span_start AS INT) AS span_start FROM gold WHERE skill IS NOT NULL),
exact AS (SELECT text, s['skill_name'] AS skill, s['span_start'] AS span_start, s['confidence'] AS confidence
          FROM (SELECT text, unnest(extract_skills('gold', text)) AS s FROM texts)),
fuzzy AS (SELECT text, s['skill_name'] AS skill, s['span_start'] AS span_start, s['confidence'] AS confidence
          FROM (SELECT text, unnest(extract_skills_fuzzy('gold', text)) AS s FROM texts)),
told AS (
  SELECT 'exact' AS measure, text, skill, span_start FROM exact
  UNION ALL SELECT 'exact, confidence 1', text, skill, span_start FROM exact WHERE confidence = 1
  UNION ALL SELECT 'exact, confidence 0.5 or more', text, skill, span_start FROM exact WHERE confidence >= 0.5
  UNION ALL SELECT 'fuzzy', text, skill, span_start FROM fuzzy),
all_wanted AS (SELECT measure, w.* FROM wanted w CROSS JOIN (VALUES ('exact'), ('exact, confidence 1'), ('exact, confidence 0.5 or more'), ('fuzzy')) AS m(measure))
SELECT COALESCE(w.measure, t.measure) AS measure,
       COALESCE(w.text, t.text) || ' > ' || COALESCE(w.skill, t.skill) || ' ' || COALESCE(w.span_start, t.span_start) AS line,
       w.text IS NOT NULL AS wanted, t.text IS NOT NULL AS told, w.text IS NOT NULL AND t.text IS NOT NULL AS right
FROM all_wanted w FULL JOIN told t
  ON w.measure = t.measure AND w.text = t.text AND w.skill = t.skill AND w.span_start = t.span_start
