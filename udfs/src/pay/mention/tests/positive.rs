//! Advertisements that state pay, one mention each: text, least, most, unit, currency.

use super::{check, parse_pay, seen};

/// What users asked for first.
const ORDERED_CASES: &str = "
$22.50–$31/hr DOE => 22.5 31 hour USD
GS-07 $49,025 to $63,733 Per Year => 49025 63733 year USD
80k-95k => 80000 95000 year -
80-95k => 80000 95000 year -
$80K - $95K annually => 80000 95000 year USD
$15 an hour => 15 15 hour USD
USD 50,000 – 60,000 per annum => 50000 60000 year USD
£30,000 - £35,000 pa => 30000 35000 year GBP
up to $25/hour => - 25 hour USD
from $18.00 per hour => 18 - hour USD
starting at $20.00 => 20 - hour USD
$4,000/month => 4000 4000 month USD
$1,200 bi-weekly => 1200 1200 biweek USD
$0.85 per piece => 0.85 0.85 piece USD
$95,000.00/yr => 95000 95000 year USD
$15.00-17.50 hourly => 15 17.5 hour USD
between $70,000 and $90,000 per year => 70000 90000 year USD
salary: 55000-65000 => 55000 65000 year -
$62k/year + bonus => 62000 62000 year USD
€45.000 – €55.000 => 45000 55000 year EUR
Pay range: $21.15/Hr. - $31.73/Hr. => 21.15 31.73 hour USD
$52,000/year to $60,000/year => 52000 60000 year USD
$10.00 to $12.00 per hour => 10 12 hour USD
Hourly rate: 17.25 => 17.25 17.25 hour -
";

const AMERICAN_ADVERTISEMENTS: &str = "
CDL-A Driver - $1,500 Weekly! => 1500 1500 week USD
OTR drivers earn $0.58 per mile, home weekends => 0.58 0.58 piece USD
Now hiring servers, $2.83/hr + tips => 2.83 2.83 hour USD
Registered Nurse (RN) $38.00 - $52.00/hour + $5,000 sign-on bonus => 38 52 hour USD
Warehouse worker | $17.50/hr | Weekly pay => 17.5 17.5 hour USD
The salary range for this position is $61,640 - $81,833 commensurate with experience => 61640 81833 year USD
Salary will range from $48,371 to $65,585 per annum, depending on experience => 48371 65585 year USD
Compensation: $70,000-$85,000/yr DOE, full benefits, 401(k) match => 70000 85000 year USD
Starting pay $16.25 per hour, 24/7 operation => 16.25 16.25 hour USD
Starting wage is $19.10/hr with a 90 day review => 19.1 19.1 hour USD
Base pay: $120,000 – $150,000. Equity available. => 120000 150000 year USD
We pay $18/hour, 20 to 40 hours per week => 18 18 hour USD
Pays $300 per day plus meals => 300 300 day USD
Substitute teacher, daily rate: $145 => 145 145 day USD
Monthly salary: $5,417 => 5417 5417 month USD
Annual salary 61,000 => 61000 61000 year -
Salary Range: 42405 to 65485 => 42405 65485 year -
Salary: $ 50,000 - $60,000 => 50000 60000 year USD
Salary: $30,580 â€“ 35,098 => 30580 35098 year USD
Software Engineer $130k-$160k => 130000 160000 year USD
Software Engineer, 130-160K + equity => 130000 160000 year -
Salary: 95k => 95000 95000 year -
$75K+ base => 75000 - year USD
Pay: 18.50-22.00 DOE => 18.5 22 hour -
17.50 per hour to start => 17.5 17.5 hour -
Wage: 15-18/hr => 15 18 hour -
minimum of $15.00 per hour => 15 - hour USD
at least $100,000 a year => 100000 - year USD
earn up to $1,400 per week => - 1400 week USD
Earn as much as $30 an hour => - 30 hour USD
salary starting at $58,000 => 58000 - year USD
Project Manager $90,000 - $110,000 => 90000 110000 year USD
Insurance Agent: $45,000 - $60,000 base => 45000 60000 year USD
$15.25 per hour sales associate => 15.25 15.25 hour USD
Budget Analyst, salary $72,000 => 72000 72000 year USD
$80k-95k bonus eligible => 80000 95000 year USD
Apple harvest: $28.00 per bin, housing provided => 28 28 piece USD
H-2A work, AEWR $16.34 per hour guaranteed => 16.34 16.34 hour USD
$12.375/hour => 12.375 12.375 hour USD
Home health aide: $45 per visit => 45 45 piece USD
$2,500 every two weeks => 2500 2500 biweek USD
$20.00 hr => 20 20 hour USD
REQUIREMENTS: Analyst ($60,660+): Bachelor's degree in Finance => 60660 - year USD
25$/hr cash tips daily => 25 25 hour USD
Salary⏎$64,000 - $71,500 => 64000 71500 year USD
Pay range: $25.00 (per hour) => 25 25 hour USD
The hourly pay for this role is $23.10 to $34.65. => 23.1 34.65 hour USD
Pay: $85,000.00 - $105,000.00 per year => 85000 105000 year USD
$19 to $21, hourly => 19 21 hour USD
Paid weekly. $16.00-$18.00 => 16 18 hour USD
SALARY RANGE: $98,000.00 TO $120,000.00 PER YEAR => 98000 120000 year USD
";

const OTHER_CURRENCIES: &str = "
£11.44 per hour => 11.44 11.44 hour GBP
Salary £28k-£32k plus pension => 28000 32000 year GBP
£250-£300 per day, inside IR35 => 250 300 day GBP
£2,400 pcm => 2400 2400 month GBP
salary per month €3.200,00 => 3200 3200 month EUR
45 000 € - 55 000 € per annum => 45000 55000 year EUR
EUR 60.000 gross per year => 60000 60000 year EUR
salary of 50,000 EUR => 50000 50000 year EUR
C$65,000 - C$80,000 a year => 65000 80000 year CAD
$65,000 - $80,000 CAD per year => 65000 80000 year CAD
CAD 32.50 per hour => 32.5 32.5 hour CAD
A$95,000 - A$105,000 per annum => 95000 105000 year AUD
NZ$30 per hour => 30 30 hour NZD
CHF 95'000 per year => 95000 95000 year CHF
US$25 - US$30/hr => 25 30 hour USD
₹50,000 per month => 50000 50000 month INR
";

const UNCLEAR_SIZES_HAVE_NO_UNIT: &str = "
Salary: $4,500 => 4500 4500 - USD
pay is $750 => 750 750 - USD
";

const ENDS_APART: &str = "
Grade: 107; Min $49,500.00 Max $74,250.00 FT exempt => 49500 74250 year USD
Min: $21.44 Mid: $26.80 Max: $32.16 => 21.44 32.16 hour USD
Salary schedule: $48,112 (BA, step 1) to $79,430 (MA, step 18) => 48112 79430 year USD
Compensation is $65,000 minimum. => 65000 - year USD
$20/hr and up => 20 - hour USD
Pay: $90,000 a year maximum => - 90000 year USD
Salary not to exceed $84,000 per year => - 84000 year USD
";

const AS_THEY_COME: &str = "
Hiring Rate: $19.7115. => 19.7115 19.7115 hour USD
Pay $19hr.Overtime after 40. => 19 19 hour USD
Housekeeper - 14.50hr - Full Time => 14.5 14.5 hour -
Salary: MXN 22,000 monthly, Tijuana plant => 22000 22000 month MXN
Medical coders: $4.25 per chart => 4.25 4.25 piece USD
Framing crew, paid $9 a square foot => 9 9 piece USD
Officials earn $45 per game => 45 45 piece USD
";

#[test]
fn ordered_cases() {
    check(ORDERED_CASES);
    check(ENDS_APART);
    check(AS_THEY_COME);
}

#[test]
fn american_advertisements() {
    check(AMERICAN_ADVERTISEMENTS);
}

#[test]
fn other_currencies() {
    check(OTHER_CURRENCIES);
}

#[test]
fn unclear_sizes_have_no_unit() {
    check(UNCLEAR_SIZES_HAVE_NO_UNIT);
}

const COLLECTED_SLIPS: &str = "
CAD $120,000 - CAD $150,000 per year => 120000 150000 year CAD
AUD $95k a year => 95000 95000 year AUD
Pay range: $140,000 -⏎$200,000 per year => 140000 200000 year USD
Annual base salary range for this full-time position is $55,000-65,000 (less taxes) => 55000 65000 year USD
Pay is between 18 and 24 dollars per hour => 18 24 hour USD
15 dollars an hour => 15 15 hour USD
Pay: $20.00 -⏎- 401k => 20 20 hour USD
Base salary range is $125.6K to $157K. => 125600 157000 year USD
target salary range of £ 30k-80k, plus bonus => 30000 80000 year GBP
Comp: $146,000—$301,000 USD, lorem => 146000 301000 year USD
PTO, 401k, $25,000 company paid life insurance, $18.00/hr => 18 18 hour USD
$20/hour for training => 20 20 hour USD
Contract rate $85/hr. Duration 6 months => 85 85 hour USD
Salary 60-70 k => 60000 70000 year -
$18.50hr => 18.5 18.5 hour USD
$18hr-$20hr => 18 20 hour USD
Bi-weekly salary: $1,923.08 => 1923.08 1923.08 biweek USD
$75,000/annually => 75000 75000 year USD
$45.00/hr-$55.00/hr => 45 55 hour USD
USD$95,000 per annum => 95000 95000 year USD
Salary:</strong> $70,000 - $80,000</li> => 70000 80000 year USD
Salary Grade: 22 ($54,000-$67,500) => 54000 67500 year USD
$22.16 Hourly Non-exempt => 22.16 22.16 hour USD
Travel RN: $2,344/wk gross => 2344 2344 week USD
LPN - $3,000 Bonus, pay $28-$34/hr => 28 34 hour USD
Pay Scale: $3,500.00 - $4,200.00 Monthly => 3500 4200 month USD
Teacher salary schedule 2024-25: $48,000 - $92,500 => 48000 92500 year USD
£12.21 p/h => 12.21 12.21 hour GBP
£35k OTE => 35000 35000 year GBP
";

#[test]
fn collected_slips() {
    check(COLLECTED_SLIPS);
}

const DRIVERS: &str = "
OTR drivers start at .58 cpm => 0.58 - piece -
55 - 65 CPM, home weekly => 0.55 0.65 piece -
60 CPM for solo drivers => 0.6 0.6 piece -
70 cents per mile => 0.7 0.7 piece -
$0.60-$0.70 cpm => 0.6 0.7 piece USD
$500 - $700 per load => 500 700 piece USD
Per visit rate: $70 => 70 70 piece USD
";

#[test]
fn pay_by_the_mile_and_the_visit() {
    check(DRIVERS);
}

const LOST_LINE_ENDS: &str = "
Pay: $16.00 - $18.00 per hourJob Type: Full-time => 16 18 hour USD
Salary: $45,760.00Location: Tampa => 45760 45760 year USD
Pay: $55,000.00 - $65,000.00 per yearBenefits:401(k)Dental => 55000 65000 year USD
<b>Salary:</b> $72,000 &ndash; $84,000 => 72000 84000 year USD
";

#[test]
fn lines_that_were_joined() {
    check(LOST_LINE_ENDS);
}

const GROUPED_DIGITS: &str = "
Salary 150 000 USD => 150000 150000 year USD
$150 000 per year => 150000 150000 year USD
INR 12,00,000 per annum => 1200000 1200000 year INR
₹8,00,000 - ₹12,00,000 a year => 800000 1200000 year INR
₹25,00,000 a year => 2500000 2500000 year INR
¥5,000,000 per year => 5000000 5000000 year JPY
$16 401k, dental => 16 16 hour USD
";

#[test]
fn digits_are_grouped_as_the_currency_does() {
    check(GROUPED_DIGITS);
}

const LABELS: &str = "
Day rate: $250 => 250 250 day USD
Salary Grade 12 (38,000 - 42,000) => 38000 42000 year -
Maximum salary is $100,000 => - 100000 year USD
Minimum salary: $50,000 => 50000 - year USD
Minimum salary: $50,000. Maximum salary: $60,000 => 50000 60000 year USD
Tree trimmer 25-35 DOE => 25 35 hour -
95K-120K base => 95000 120000 year -
60,000 to 70,000 annually => 60000 70000 year -
No more than 55,000/yr => - 55000 year -
$16-18hr FT/PT => 16 18 hour USD
Election workers receive $225 for the day => 225 225 day USD
$58.00-$63.00/hr Local contract rate => 58 63 hour USD
Guaranteed $800/week during training => 800 800 week USD
";

#[test]
fn what_labels_say() {
    check(LABELS);
}

fn all(text: &str) -> Vec<String> {
    parse_pay(text).iter().map(seen).collect()
}

#[test]
fn pay_beside_pay() {
    // What follows a unit is not a label of the next amount.
    let text = "$34.05 - $41.39 Hourly\n$5,901.74 - $7,174.27 Monthly";
    let sure: Vec<f64> = parse_pay(text).iter().map(|pay| pay.confidence).collect();
    assert_eq!(sure.first(), sure.last());
    assert_eq!(
        all("Substitutes $140/day, $160 long term"),
        ["140 140 day USD", "160 160 day USD"]
    );
    let text = "Hourly: $20.67 – $29.96 / Salary Range: $43,000.00 – $62,300.00";
    assert_eq!(all(text), ["20.67 29.96 hour USD", "43000 62300 year USD"]);
}

#[test]
fn base_pay_is_surer_than_what_commissions_make_of_it() {
    let found = parse_pay("$140K OTE, $70K base");
    let sure = |at: usize| found.get(at).map(|pay| pay.confidence);
    assert!(sure(1) > sure(0));
}
