-- gold: text, minimum, maximum, unit, currency. Right is the surest mention of pay with both ends as written.
WITH told AS (
  SELECT line, CAST(minimum AS DOUBLE) AS minimum, CAST(maximum AS DOUBLE) AS maximum, pay_unit(unit) AS unit, currency,
         parse_pay(text)[1] AS pay
  FROM gold),
judged AS (
  SELECT *, minimum IS NOT NULL OR maximum IS NOT NULL AS wanted, pay IS NOT NULL AS found,
         (pay['min'] IS NOT DISTINCT FROM minimum) AND (pay['max'] IS NOT DISTINCT FROM maximum) AS right
  FROM told)
SELECT 'pay offered' AS measure, line, wanted, found AS told, wanted AND found AS right FROM judged
UNION ALL SELECT 'amounts', line, wanted, found, wanted AND found AND right FROM judged
UNION ALL SELECT 'unit, of right amounts', line, unit IS NOT NULL, pay['unit'] IS NOT NULL, unit = pay['unit']
  FROM judged WHERE wanted AND found AND right
UNION ALL SELECT 'currency, of right amounts', line, currency IS NOT NULL, pay['currency'] IS NOT NULL, currency = pay['currency']
  FROM judged WHERE wanted AND found AND right
