-- One row a mention of a licence or certificate.
CREATE ATTRIBUTE TABLE licences
  COMMENT 'Licences and certificates that a posting names, required or preferred'
AS SELECT date, posting_no, posting_id, concept['value'] AS licence, concept['necessity'] AS necessity,
          concept['span_start'] AS span_start, concept['span_end'] AS span_end, concept['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('licences',
                  posting_text(description, experience_requirements, qualifications, skills))) AS concept
         FROM postings)
