-- One row a location of a posting, the first one first; the weights of a posting add up to 1. Null where nothing is known:
-- a town outside every metropolitan area has a county and no cbsa_code, a place abroad has a country only.
CREATE ATTRIBUTE TABLE geography
  COMMENT 'Where each location of a posting lies: county, metropolitan area, state, region, country'
AS SELECT date, posting_no, posting_id, location_no, 1.0 / locations AS weight,
          place['place_name'] AS place_name, place['county_fips'] AS county_fips, place['county_name'] AS county_name,
          place['cbsa_code'] AS cbsa_code, place['cbsa_name'] AS cbsa_name, place['state_code'] AS state_code,
          place['region'] AS region, place['division'] AS division, place['country'] AS country,
          place['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id, location_no, locations,
                place_of(location['address_locality'], location['address_region'], location['address_country']) AS place
         FROM (SELECT date, posting_no, posting_id, locations,
                      unnest(range(1, locations + 1)) AS location_no, unnest(job_locations) AS location
               FROM (SELECT date, posting_no, posting_id, job_locations,
                            CAST(array_length(job_locations) AS BIGINT) AS locations
                     FROM postings)))
