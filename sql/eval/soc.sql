-- gold: title, description (may be empty), soc_code. Right is the likeliest code by each method, at 2, 3, 5 and 6 digits: of all
-- lines, and of those where its probability is 0.2, 0.5, 0.8 or more.
WITH asked AS (
  SELECT line, soc_code, 'common' AS method, classify_soc(title, description, 'common', 6, 0.0)[1] AS guess FROM gold
  UNION ALL SELECT line, soc_code, 'top', classify_soc(title, description, 'top', 6, 0.0)[1] FROM gold
  UNION ALL SELECT line, soc_code, 'model', predict_soc(title, description, 6, 0.0)[1] FROM gold),
told AS (
  SELECT line, soc_code, method || least AS which, CASE WHEN guess['probability'] >= bound THEN guess['soc_code'] END AS told
  FROM asked CROSS JOIN (VALUES ('', 0.0), (', probability 0.2', 0.2), (', probability 0.5', 0.5), (', probability 0.8', 0.8)) AS l(least, bound))
SELECT which || ', 6 digits' AS measure, line, true AS wanted, told IS NOT NULL AS told, told = soc_code AS right FROM told
UNION ALL SELECT which || ', 5 digits', line, true, told IS NOT NULL, soc_broad(told) = soc_broad(soc_code) FROM told
UNION ALL SELECT which || ', 3 digits', line, true, told IS NOT NULL, soc_minor(told) = soc_minor(soc_code) FROM told
UNION ALL SELECT which || ', 2 digits', line, true, told IS NOT NULL, soc_major(told) = soc_major(soc_code) FROM told
