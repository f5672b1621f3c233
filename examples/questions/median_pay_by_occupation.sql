-- What is paid, and how far apart? Mean, spread and quantiles from states that merge.
WITH pay AS (
  SELECT soc_code, sum(yearly_n) AS n, sum(yearly_sum) AS total, sum(yearly_sum_squares) AS squares,
         quantile_merge(yearly_quantiles) AS sketch
  FROM   counts.pay_counts WHERE method = 'given' GROUP BY soc_code)
SELECT soc_code, n, round(total / n) AS mean,
       round(sqrt(greatest(squares / n - power(total / n, 2), 0))) AS spread,
       round(quantile(sketch, 0.25)) AS p25, round(quantile(sketch, 0.5)) AS median, round(quantile(sketch, 0.75)) AS p75
FROM   pay WHERE n > 0
ORDER  BY n DESC, soc_code
LIMIT  15;
