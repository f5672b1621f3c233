-- gold: location, city, state, country; a row a place, one without a place where there is none. Places of a location are
-- compared as a set.
WITH told AS (
  SELECT DISTINCT location, place_of(part['address_locality'], part['address_region'], part['address_country']) AS place
  FROM (SELECT location, unnest(parse_locations(location)) AS part FROM (SELECT DISTINCT location FROM gold))),
wanted AS (SELECT DISTINCT location, city, state, country FROM gold),
wanted_values AS (
  SELECT 'city and state' AS measure, location, lower(city) || ', ' || state AS value FROM wanted WHERE city IS NOT NULL AND state IS NOT NULL
  UNION SELECT 'state', location, state FROM wanted WHERE state IS NOT NULL AND country = 'US'
  UNION SELECT 'country', location, country FROM wanted WHERE country IS NOT NULL),
told_values AS (
  SELECT 'city and state' AS measure, location, lower(place['place_name']) || ', ' || place['state_code'] AS value FROM told
    WHERE place['place_name'] IS NOT NULL AND place['state_code'] IS NOT NULL
  UNION SELECT 'state', location, place['state_code'] FROM told WHERE place['state_code'] IS NOT NULL
  UNION SELECT 'country', location, place['country'] FROM told WHERE place['country'] IS NOT NULL)
SELECT COALESCE(w.measure, t.measure) AS measure, COALESCE(w.location, t.location) || ' > ' || COALESCE(w.value, t.value) AS line,
       w.value IS NOT NULL AS wanted, t.value IS NOT NULL AS told, w.value IS NOT NULL AND t.value IS NOT NULL AS right
FROM wanted_values w FULL JOIN told_values t ON w.measure = t.measure AND w.location = t.location AND w.value = t.value
