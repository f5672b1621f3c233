-- gold: title, clean. Right is the same clean title, letter by letter.
SELECT 'clean title' AS measure, line, clean IS NOT NULL AS wanted, told IS NOT NULL AS told, told = clean AS right
FROM (SELECT line, clean, title_clean_phase_two(title_clean_phase_one(title)) AS told FROM gold)
