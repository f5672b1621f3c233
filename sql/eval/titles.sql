-- gold: title, clean. Right is the same clean title, letter by letter; and, more kindly, each of its words.
WITH told AS (SELECT line, clean, title_clean_phase_two(title_clean_phase_one(title)) AS told FROM gold),
w AS (SELECT DISTINCT line, unnest(string_to_array(clean, ' ')) AS word FROM told),
t AS (SELECT DISTINCT line, unnest(string_to_array(told, ' ')) AS word FROM told)
SELECT 'clean title' AS measure, CAST(line AS VARCHAR) AS line, clean IS NOT NULL AS wanted, told IS NOT NULL AS told, told = clean AS right
FROM told
UNION ALL
SELECT 'words of the clean title', CAST(COALESCE(w.line, t.line) AS VARCHAR) || ' ' || COALESCE(w.word, t.word),
       w.word IS NOT NULL, t.word IS NOT NULL, w.word IS NOT NULL AND t.word IS NOT NULL
FROM w FULL JOIN t ON w.line = t.line AND w.word = t.word
