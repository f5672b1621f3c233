-- gold: title, description (may be empty), soc_code. Right is the likeliest code, at 2, 3, 5 and 6 digits.
WITH told AS (
  SELECT line, soc_code, classify_soc(title, description, 'common', 6, 0.0)[1] AS guess FROM gold),
levels AS (
  SELECT 'all' AS which, line, soc_code, guess['soc_code'] AS told FROM told
  UNION ALL SELECT 'probability 0.5', line, soc_code, guess['soc_code'] FROM told WHERE guess['probability'] >= 0.5
  UNION ALL SELECT 'probability 0.5', line, soc_code, NULL FROM told WHERE guess['probability'] < 0.5 OR guess IS NULL)
SELECT which || ', 6 digits' AS measure, line, true AS wanted, told IS NOT NULL AS told, told = soc_code AS right FROM levels
UNION ALL SELECT which || ', 5 digits', line, true, told IS NOT NULL, soc_broad(told) = soc_broad(soc_code) FROM levels
UNION ALL SELECT which || ', 3 digits', line, true, told IS NOT NULL, soc_minor(told) = soc_minor(soc_code) FROM levels
UNION ALL SELECT which || ', 2 digits', line, true, told IS NOT NULL, soc_major(told) = soc_major(soc_code) FROM levels
