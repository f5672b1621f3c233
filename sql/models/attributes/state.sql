-- One row a posting: the state of its first location; null where that names none.
CREATE ATTRIBUTE TABLE state
  COMMENT 'The two-letter code of the state of the posting''s first location'
AS SELECT date, posting_no, posting_id,
          place_of(job_locations[1]['address_locality'], job_locations[1]['address_region'],
                   job_locations[1]['address_country'])['state_code'] AS state_code
   FROM postings
