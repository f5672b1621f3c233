//! The words that tell pay from other money.
//!
//! ```text
//!  pay:     "salary" "wage" "compensation" "earn"     not pay: "bonus" "budget" "copay" "tuition"
//!  a role:  "project manager", "budget analyst"       links:   "range" "is" "for" "this" "position"
//! ```

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

/// Words of pay.
static PAY: Words = LazyLock::new(|| {
    split(
        "salary salaries pay pays paying paid wage wages payrate compensation comp \
        remuneration rate rates payscale hourly earn earns earning earnings stipend base \
        ote incumbent",
    )
});

/// Money that an employee gets beside pay.
static BENEFIT: Words = LazyLock::new(|| {
    split(
        "bonus bonuses referral referrals signing sign incentive incentives gift tuition \
        reimbursement reimbursements reimburse reimbursed relocation assistance allowance \
        allowances insurance coverage deductible deductibles copay copays match matching \
        contribution contributions differential differentials premium premiums voucher \
        vouchers discount discounts scholarship scholarships education educational training \
        development hsa fsa wellness retention award awards reward rewards repayment \
        forgiveness uniform boot boots raise raises increase increases profit equity pension \
        childcare fringe valued value worth commission commissions overtime phone tool tools mileage",
    )
});

/// Money of the employer, its customers and its work, and things that thousands are counted of.
static BUSINESS: Words = LazyLock::new(|| {
    split(
        "budget budgets budgeted raised donated policy revenue revenues funding funded fund funds grant grants \
        contract contracts purchase purchases purchasing procurement procurements assets \
        asset portfolio portfolios project projects sales sale quota loan \
        loans debt investment investments spend spending savings saved save expenditure \
        expenditures acquisition acquisitions claims invoices donations donation gifts \
        inventory turnover threshold limit limits warrant company order orders accounts \
        transactions leases bonds rental property equipment assessed capital economic \
        customers users followers subscribers members units sq square miles residents \
        families students records calls id homes deal deals requisition vacancy",
    )
});

/// Money that somebody must pay.
static COST: Words = LazyLock::new(|| {
    split(
        "fee fees fine fines fined penalty penalties cost costs costing price prices priced \
        rent deposit tax taxes damage damages bail liability surcharge bill bills expense \
        expenses charge dues tickets ticket card cards parking meal meals lunch debit check \
        off deposits lunches dinner dinners snack snacks coffee subsistence receipt receipts lodging \
        deducted deduction deductions withheld",
    )
});

/// Roles, whose field stands before them.
static ROLE: Words = LazyLock::new(|| {
    split(
        "manager managers analyst analysts associate associates agent agents officer officers \
        coordinator specialist specialists assistant assistants director representative \
        representatives rep reps engineer engineers supervisor consultant clerk processor \
        administrator position positions job jobs role technician lead executive examiner \
        adjuster instructor head aide intern nurse nurses driver drivers attorney planner accountant \
        inspector teacher teachers technologist mechanic mechanics technicians directors clerks workers operator foreman worker scientist architect \
        superintendent",
    )
});

/// Words between a label of pay and its number.
static LINK: Words = LazyLock::new(|| {
    split(
        "range ranges ranging is of at from between rate scale for this position role job \
        starting starts base the a up to will be minimum maximum min max approximately \
        approx about per an hour year hourly annual annually yearly monthly weekly daily \
        start within expected target full time least are gross offered in",
    )
});

/// Words said of pay after it.
static NEGOTIABLE: Words = LazyLock::new(|| {
    split(
        "doe doq dependent depending commensurate negotiable tips ote salary wage base \
        starting pay hourly",
    )
});

/// Words that end what is said about an amount.
static CONJUNCTION: Words = LazyLock::new(|| {
    split(
        "and plus with or but if when while during who including based to we you must as is are \
        where because",
    )
});

fn split(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Whether the word is one of pay.
pub(crate) fn is_pay(word: &str) -> bool {
    PAY.contains(word)
}

/// Whether the word is one of money that an employee gets beside pay.
pub(crate) fn is_benefit(word: &str) -> bool {
    BENEFIT.contains(word)
}

/// Whether the word is one of money that somebody must pay.
pub(crate) fn is_cost(word: &str) -> bool {
    COST.contains(word)
}

/// Whether the word names what is paid on top for a shift: it says so at the end of a long name.
pub(crate) fn is_differential(word: &str) -> bool {
    matches!(word, "differential" | "differentials")
}

/// Whether the word makes the money near it something else than pay.
pub(crate) fn is_not_pay(word: &str) -> bool {
    [&BENEFIT, &BUSINESS, &COST]
        .iter()
        .any(|words| words.contains(word))
}

/// Whether the word names a role, so that the one before it names its field: "project manager".
pub(crate) fn is_role(word: &str) -> bool {
    ROLE.contains(word)
}

/// Whether the word takes the one before it out of the account: the field of a role is no money of
/// the business, and "bonus eligible" is said of pay.
pub(crate) fn excuses(word: &str) -> bool {
    is_role(word) || matches!(word, "eligible" | "eligibility" | "sharing")
}

/// Whether the word can stand between a label of pay and a number without a currency.
pub(crate) fn is_link(word: &str) -> bool {
    LINK.contains(word)
}

/// Whether the word says that the amount before it is pay: "DOE", "base", "plus tips".
pub(crate) fn is_negotiable(word: &str) -> bool {
    NEGOTIABLE.contains(word)
}

/// Whether the word ends what is said about the amount before it.
pub(crate) fn is_conjunction(word: &str) -> bool {
    CONJUNCTION.contains(word)
}
