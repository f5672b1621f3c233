-- n, Σx and Σx² give mean and variance over any rollup; the sketch gives medians and other quantiles.
CREATE COUNT TABLE pay_counts
  COMMENT 'Pay by day, place and occupation, as states that merge: n, sum, sum of squares, least, most, quantile sketch'
AS SELECT o.date, g.cbsa_code, g.state_code, 'given' AS method, o.soc_code,
          count(*) AS postings,
          count(p.pay_yearly) AS yearly_n, sum(p.pay_yearly) AS yearly_sum,
          sum(p.pay_yearly * p.pay_yearly) AS yearly_sum_squares,
          min(p.pay_yearly) AS yearly_min, max(p.pay_yearly) AS yearly_max,
          quantile_state(p.pay_yearly) AS yearly_quantiles,
          count(p.pay_hourly) AS hourly_n, sum(p.pay_hourly) AS hourly_sum,
          sum(p.pay_hourly * p.pay_hourly) AS hourly_sum_squares,
          min(p.pay_hourly) AS hourly_min, max(p.pay_hourly) AS hourly_max,
          quantile_state(p.pay_hourly) AS hourly_quantiles
   FROM attributes.soc_given o
   LEFT JOIN attributes.pay p ON p.date = o.date AND p.posting_no = o.posting_no
   LEFT JOIN attributes.geography g ON g.date = o.date AND g.posting_no = o.posting_no AND g.location_no = 1
   GROUP BY ALL
