-- One row a posting. The place is left out of the signature: the same advertisement elsewhere is the same advertisement,
-- whose places attributes.geography keeps. A text too short for a signature is the same only where all of it is.
CREATE ATTRIBUTE TABLE posting_signature
  COMMENT 'What a posting says, as a signature by which near duplicates are found'
AS SELECT date, posting_no, posting_id, source, signature,
          CASE WHEN signature IS NULL
               THEN md5(concat_ws(chr(31), lower(title), employer_key(hiring_organization_name),
                                  place['address_locality'], place['address_region'], text)) END AS short_key
   FROM (SELECT date, posting_no, posting_id, source, title, hiring_organization_name, job_locations[1] AS place, text,
                posting_signature(concat_ws(chr(10), title, text)) AS signature
         FROM (SELECT *, posting_text(description, responsibilities, experience_requirements, qualifications, skills) AS text
               FROM postings))
