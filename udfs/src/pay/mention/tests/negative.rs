//! Advertisements that mention money or numbers, and no pay.

use crate::pay::mention::parse_pay;

fn none_of(table: &str) {
    let wrong: Vec<String> = table
        .lines()
        .filter(|text| !parse_pay(text).is_empty())
        .map(|text| format!("{text}\n  {:?}", parse_pay(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cases of the order.
const ORDERED_CASES: &str = "
$5 million in funding
$2.5M
$500 sign-on bonus
$1,000 referral bonus
401k
401(k)
manage a $300,000 budget
$10 copay
$100 gift card
tuition reimbursement up to $5,250 per year
relocation assistance of $10,000
$1B company
revenue of $50,000,000
call (555) 123-4567 or 555-123-4567
apply by 12/31/2024 or 2024-12-31
Albany, NY 12207-1234
24/7
100-150 employees
10-key
$25 application fee
$50,000 life insurance
$ 18 . 50
$0 down
Subsistence: up to $59.00 with receipts
Enjoy $5 lunches in our cafeteria
";

const BENEFITS: &str = "
Sign-on bonus: $5,000
sign on bonus up to $15,000 for nurses
$2/hr shift differential
Receive an assignment differential of $1,020 in addition to their base salary
Competitive pay, 401k, and a $1,500 retention bonus
$1,500 per year education allowance
Employer HSA contribution of $1,000 per year
Annual bonus of $20,000
holiday bonus pay of $500
Up to $2,000 in relocation
We offer a $75 boot allowance per year
$50 per month phone stipend
Student loan repayment up to $10,000 per year
Great pay, 401(k), dental
pay, 401k with 4% match
FSA with employer matching up to $1,650/year
FOREMAN-$5,000 SIGN-ON BONUS
Sign-on bonus of $5,000 - $10,000 available.
$1,650 per month rent assistance
$25,000/yr bonus
";

const BUSINESS_AND_COSTS: &str = "
operating budget of $3.3 billion and approximately 10,600 employees
annual operating budget of over $55M annually
awards anywhere between $1 and $2 billion dollars in contracts per fiscal year
contracts valued between $25,000 - $100,000.00 for the purchase or repair of equipment
which must have had a dollar value of at least $15,000
projects which must have a total cost of at least $300,000 for each of the five years
purchases over $100,000
acquisition leases with annual rental in excess of $125,000.
A non-refundable fee of $125 is required
must pay $45 for a background investigation
rent is $1,200 per month
sales quota of $500,000 per year
raised $15-20 million from investors
a fine of $500 per day
save our customers $20,000 annually in costs
$50 per employee
drive sales of $100,000 - $150,000 per month
Own a $4M book of business, close $500K+ deals, build a pipeline of $6M-$9M
Drivers use their own car, which must carry $100,000/$300,000 auto liability insurance, and must have held a license for three years
selling $500,000 - $750,000 homes
families earning less than $30,000 per year
$40-$60 per class
A typical contract runs $250,000 to $900,000 per year
It saves agencies $50,000 - $200,000 in annual savings
Applicants pay $25 for a TB test
Handle cash drawer deposits of $2,000 daily
generates $80,000 monthly in revenue
";

const NUMBERS_THAT_ARE_NO_MONEY: &str = "
Job ID 87990, posted 2019-06-18
NO PHONE CALLS. JOB ID $296627
Salary grade 12
Pay Plan GS 0303, Grade 07
pay band 4-7
Workers Compensation, Houston, TX 77002
heart rate 60-100
success rate of 95%
commission rate: 15%
lift 50-75 lbs
type 45 words per minute
drive 65 miles per hour
8 hour shifts, 40 hours per week
20 to 40 hours per week
pay every 2 weeks
paid 12 holidays
hours are 8:00 - 4:30 daily
serves 50,000 visitors annually
run a 5k-10k
10k-15k followers
version 1.2.3
grades K-12
10+ years of experience
rated 4.5 of 5
Fortune 500 company, 30,000 employees
Title 5 U.S.C. 5301
wage determination 2015-4341
";

const LIKE_PAY: &str = "
$3.00/hr evening shift differential
+$4.00/hr weekend differential and $5,000 sign-on bonus
Per diem of $59 per day while traveling
Subsistence: $15.88 per day without receipts, up to $59.00 with receipts
Housing: $500/month deducted
Raised $15,000 for local charities
Mileage paid at 58.5 cents per mile
campaigns at $5 CPM
Pay: $1 7.50 per hour
$52,OOO a year
R$ 5.000 por mês
Salary: $1
";

#[test]
fn what_is_only_like_pay() {
    none_of(LIKE_PAY);
}

#[test]
fn ordered_cases() {
    none_of(ORDERED_CASES);
}

#[test]
fn benefits() {
    none_of(BENEFITS);
}

#[test]
fn business_and_costs() {
    none_of(BUSINESS_AND_COSTS);
}

#[test]
fn numbers_that_are_no_money() {
    none_of(NUMBERS_THAT_ARE_NO_MONEY);
}
