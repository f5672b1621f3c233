-- gold: text, kinds (separated by commas, in order). Kinds of a text are compared as a set, and the whole row of them.
WITH told AS (
  SELECT line, text, kinds, array_to_string(array_distinct(found), ',') AS found, array_to_string(found, ',') AS in_order
  FROM (SELECT line, text, kinds, array_agg(kind ORDER BY no) AS found
        FROM (SELECT line, text, kinds, unnest(range(1, CAST(array_length(parts) AS BIGINT) + 1)) AS no, unnest(parts)['kind'] AS kind
              FROM (SELECT line, text, kinds, sections(text) AS parts FROM gold))
        GROUP BY line, text, kinds)),
w AS (SELECT DISTINCT line, unnest(string_to_array(kinds, ',')) AS kind FROM gold),
t AS (SELECT DISTINCT line, unnest(string_to_array(found, ',')) AS kind FROM told)
SELECT 'all kinds in order' AS measure, CAST(line AS VARCHAR) AS line, true AS wanted, true AS told, in_order = kinds AS right FROM told
UNION ALL
SELECT COALESCE(w.kind, t.kind), CAST(COALESCE(w.line, t.line) AS VARCHAR), w.kind IS NOT NULL, t.kind IS NOT NULL,
       w.kind IS NOT NULL AND t.kind IS NOT NULL
FROM w FULL JOIN t ON w.line = t.line AND w.kind = t.kind
