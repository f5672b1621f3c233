-- How many days a week in the office: an extractor in a list of keywords and four lines of SQL.
CREATE ATTRIBUTE TABLE office_days COMMENT 'Days a week in the office, as a posting says'
AS SELECT date, posting_no, posting_id, CAST(found['value'] AS BIGINT) AS days,
          found['span_start'] AS span_start, found['span_end'] AS span_end, found['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                unnest(extract_concepts('office_days', posting_text(description, responsibilities, qualifications))) AS found
         FROM postings);

CREATE COUNT TABLE office_days_counts
AS SELECT d.date, g.state_code, d.days, count(DISTINCT d.posting_no) AS postings
   FROM attributes.office_days d
   LEFT JOIN attributes.geography g ON g.date = d.date AND g.posting_no = d.posting_no AND g.location_no = 1
   GROUP BY ALL;

MATERIALIZE office_days_counts;

SELECT quarter(date) AS quarter, days, sum(postings) AS postings FROM counts.office_days_counts GROUP BY ALL ORDER BY quarter, days;
