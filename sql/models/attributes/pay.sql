-- One row a posting: its pay by the hour and by the year; null where none or no usable unit is given.
CREATE ATTRIBUTE TABLE pay
  COMMENT 'Pay as posted, by the hour and by the year: the middle of the range, in the posting''s currency'
AS SELECT date, posting_no, posting_id,
          hourly_pay(base_salary_min_value, base_salary_max_value, base_salary_median_value,
                     base_salary_unit) AS pay_hourly,
          yearly_pay(base_salary_min_value, base_salary_max_value, base_salary_median_value,
                     base_salary_unit) AS pay_yearly,
          base_salary_unit AS unit,
          base_salary_currency AS currency
   FROM postings
