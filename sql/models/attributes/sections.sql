-- One row a section of a posting's text, in order. The text is that of skill_extract_onet_ksat_exact, so that a skill's
-- span tells its section: s.span_start >= x.span_start AND s.span_end <= x.span_end.
CREATE ATTRIBUTE TABLE sections
  COMMENT 'The sections of a posting''s text: responsibilities, requirements, benefits, legal statements and others'
AS SELECT date, posting_no, posting_id, section_no, section['kind'] AS kind, section['heading'] AS heading,
          section['span_start'] AS span_start, section['span_end'] AS span_end
   FROM (SELECT date, posting_no, posting_id,
                unnest(range(1, CAST(array_length(found) AS BIGINT) + 1)) AS section_no, unnest(found) AS section
         FROM (SELECT date, posting_no, posting_id,
                      sections(posting_text(description, experience_requirements, qualifications, skills)) AS found
               FROM postings))
