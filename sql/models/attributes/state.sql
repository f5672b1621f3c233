-- One row a posting: the state of its first location; null where that names none.
CREATE ATTRIBUTE TABLE state
  COMMENT 'The two-letter code of the state of the posting''s first location'
AS SELECT date, posting_no, posting_id,
          state_code(job_locations[1]['address_region']) AS state_code
   FROM postings
