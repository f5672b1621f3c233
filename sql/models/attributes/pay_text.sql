-- One row a posting whose text states pay: the surest mention of it, on both scales.
CREATE ATTRIBUTE TABLE pay_text
  COMMENT 'Pay that the text of a posting states, by the hour and by the year, with the place where it stands'
AS SELECT date, posting_no, posting_id,
          hourly_pay(pay['min'], pay['max'], NULL, pay['unit']) AS pay_hourly,
          yearly_pay(pay['min'], pay['max'], NULL, pay['unit']) AS pay_yearly,
          pay['min'] AS min, pay['max'] AS max, pay['unit'] AS unit, pay['currency'] AS currency,
          pay['span_start'] AS span_start, pay['span_end'] AS span_end, pay['confidence'] AS confidence
   FROM (SELECT date, posting_no, posting_id,
                parse_pay(posting_text(title, description, qualifications, incentive_compensation, job_benefits))[1] AS pay
         FROM postings)
   WHERE pay IS NOT NULL
