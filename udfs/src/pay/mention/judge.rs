//! Whether a statement is one of pay, in what unit, and how sure that is.
//!
//! ```text
//!  "$22.50–$31/hr"  unit stated            ─► hour, sure
//!  "salary: 55000-65000"  label, size      ─► year, less sure
//!  "$25,000" alone in a long text          ─► nothing says that it is pay: none
//!  "$3,000/hr"                             ─► outside what pay can be: none
//! ```

use std::ops::RangeInclusive;

use super::PayMention;
use super::context::{Evidence, NEAR_WORDS, evidence};
use super::currency::Currency;
use super::statement::{Lead, Statement};
use crate::pay::unit::PayUnit;

/// A text no longer than this is a title or a field, where an amount alone is pay.
const TITLE_BYTES: usize = 120;
/// A range wider than this is not taken for pay on its own.
const NARROW_RANGE: f64 = 2.5;
/// A range above this is as likely the price of a house.
const MOST_UNSAID: f64 = 400_000.0;
/// No currency that is known here has more units to the dollar.
const MOST_PER_DOLLAR: f64 = 1_500.0;
/// Pay without a unit is more than this.
const LEAST_UNSAID: f64 = 2.0;
/// What pay per hour is where no unit is stated.
const CLEARLY_HOURLY: RangeInclusive<f64> = 2.0..=200.0;
/// What pay per year is where no unit is stated.
const CLEARLY_YEARLY: RangeInclusive<f64> = 15_000.0..=1_500_000.0;

/// Why a statement is no mention of pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// In millions or more.
    TooBig,
    /// Of a unit that is none of pay: "per employee", "40 hours".
    OtherUnit,
    /// The words around say other money: a bonus, a budget, a fee.
    OtherMoney,
    /// Outside what pay can be in its unit.
    OutOfBounds,
    /// Nothing says that it is pay.
    Unsaid,
}

/// What is known of the text before a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    /// Where the mention of pay before it ends, or 0.
    pub(crate) pay_end: usize,
    /// Whether the amount before it, in the same sentence, is other money.
    pub(crate) other_money: bool,
    /// The pay before it, in the same sentence, that has a unit: the most, and the unit.
    pub(crate) pay: Option<(f64, PayUnit)>,
}

/// The mention of pay that a statement is, or why it is none.
pub(crate) fn judge(
    text: &str,
    statement: &Statement<'_>,
    before: Before,
) -> Result<PayMention, Refusal> {
    if statement.low.big {
        return Err(Refusal::TooBig);
    }
    if statement.foreign {
        return Err(Refusal::OtherUnit);
    }
    let found = evidence(text, statement, before.pay_end);
    let labelled = found.label_unit.filter(|unit| fits(statement, *unit));
    let unit = statement
        .unit
        .or(labelled)
        .or_else(|| unsaid_unit(statement, before));
    // The words of a title are all about one thing, and the amount is its pay, unless there is another one.
    let title = text.len() <= TITLE_BYTES && !before.other_money;
    let enough = if statement.low.currency.is_some() {
        marked_is_pay(title, statement, found, unit)
    } else {
        bare_is_pay(title, statement, found, unit)
    };
    let possible = match unit {
        Some(unit) => fits(statement, unit),
        None => values(statement).all(|value| value >= LEAST_UNSAID),
    };
    let refused = [
        (found.not_pay, Refusal::OtherMoney),
        (!enough, Refusal::Unsaid),
        (!possible, Refusal::OutOfBounds),
    ];
    if let Some((_, refusal)) = refused.iter().find(|(holds, _)| *holds) {
        return Err(*refusal);
    }
    let (min, max) = ends(statement, found.label_end);
    Ok(PayMention {
        span: statement.span.clone(),
        min,
        max,
        unit,
        currency: statement.low.currency.map(|currency| currency.code),
        confidence: confidence(statement, found, labelled.is_some()),
    })
}

/// The unit that no word says: that of the pay before, where it is about as much ("$140/day, $160 long term"), else what
/// the size tells.
fn unsaid_unit(statement: &Statement<'_>, before: Before) -> Option<PayUnit> {
    let alike = before.pay.filter(|(pay, _)| alike(statement, *pay));
    alike
        .map(|(_, unit)| unit)
        .or_else(|| inferred_unit(statement))
}

/// Whether an amount with a currency is pay.
fn marked_is_pay(
    title: bool,
    statement: &Statement<'_>,
    found: Evidence,
    unit: Option<PayUnit>,
) -> bool {
    let narrow = statement.high.is_some_and(|high| {
        high.value / statement.low.value <= NARROW_RANGE && high.value <= MOST_UNSAID
    });
    let starting = statement.lead == Some(Lead::Starting);
    // Without a unit and of no clear size, the label must be near: "pay is $4,500".
    let near = found
        .pay_before
        .is_some_and(|distance| distance <= NEAR_WORDS);
    let said = found.pay_before.is_some() || found.pay_after || found.role;
    statement.unit.is_some() || near || (unit.is_some() && (said || narrow || starting || title))
}

/// Whether a number without a currency is pay.
fn bare_is_pay(
    title: bool,
    statement: &Statement<'_>,
    found: Evidence,
    unit: Option<PayUnit>,
) -> bool {
    let low = statement.low;
    let decimals = low.decimals == 2 || statement.high.is_some_and(|high| high.decimals == 2);
    let label = found.labelled && found.pay_before.is_some_and(|distance| distance <= 6);
    let said = label || found.pay_after;
    match statement.unit {
        // Few things go by the hour in numbers of this size, and those are listed words.
        Some(PayUnit::Hour) => said || ((5.0..=100.0).contains(&low.value) && (decimals || title)),
        Some(_) if said || low.cents => true,
        Some(_) => {
            let sure = low.thousands || slashed(statement) || (title && statement.high.is_some());
            sure && CLEARLY_YEARLY.contains(&low.value)
        }
        None if low.thousands => low.value >= 15_000.0 && (statement.high.is_some() || said),
        // "25-35 DOE".
        None if unit == Some(PayUnit::Hour) && statement.high.is_some() && found.depends => true,
        None => match unit {
            Some(PayUnit::Hour) => label && (decimals || found.colon),
            Some(_) => label,
            None => false,
        },
    }
}

/// Whether the first amount is about as much as the pay before it.
fn alike(statement: &Statement<'_>, pay: f64) -> bool {
    (0.5..=2.0).contains(&(statement.low.value / pay))
}

/// Whether the unit stands behind a slash, as only rates do: "55,000/yr".
fn slashed(statement: &Statement<'_>) -> bool {
    let last = statement.high.unwrap_or(statement.low);
    last.end.after_spaces().peek() == Some('/')
}

/// The unit that the size tells, in clear cases only.
fn inferred_unit(statement: &Statement<'_>) -> Option<PayUnit> {
    let comparable = |currency: Currency| currency.dollar_sized;
    if !statement.low.currency.is_none_or(comparable) {
        return None;
    }
    let all = |bounds: &RangeInclusive<f64>| values(statement).all(|value| bounds.contains(&value));
    if all(&CLEARLY_HOURLY) {
        Some(PayUnit::Hour)
    } else if all(&CLEARLY_YEARLY) {
        Some(PayUnit::Year)
    } else {
        None
    }
}

/// Whether the amounts can be pay in this unit.
fn fits(statement: &Statement<'_>, unit: PayUnit) -> bool {
    let bounds = bounds(unit);
    // A million yen is a monthly salary: what is known of dollars tells little of other money.
    let dollars = statement
        .low
        .currency
        .is_none_or(|currency| currency.dollar_sized);
    let most = bounds.end() * if dollars { 1.0 } else { MOST_PER_DOLLAR };
    values(statement).all(|value| (*bounds.start()..=most).contains(&value))
}

/// What pay can be: 2 to 1,000 an hour, 5,000 to 1,500,000 a year, and between in proportion.
fn bounds(unit: PayUnit) -> RangeInclusive<f64> {
    match unit {
        PayUnit::Hour => 2.0..=1_000.0,
        PayUnit::Day => 16.0..=8_000.0,
        PayUnit::Week => 80.0..=30_000.0,
        PayUnit::Biweek => 160.0..=60_000.0,
        PayUnit::Month => 415.0..=125_000.0,
        PayUnit::Year => 5_000.0..=1_500_000.0,
        PayUnit::Piece => 0.01..=2_500.0,
    }
}

fn values(statement: &Statement<'_>) -> impl Iterator<Item = f64> {
    let high = statement.high.map(|high| high.value);
    [Some(statement.low.value), high].into_iter().flatten()
}

/// The least and the most that the statement says.
fn ends(statement: &Statement<'_>, label: Option<Lead>) -> (Option<f64>, Option<f64>) {
    let low = Some(statement.low.value);
    match (statement.high, statement.lead.or(label)) {
        (Some(high), _) => (low, Some(high.value)),
        (None, Some(Lead::UpTo)) => (None, low),
        (None, Some(Lead::From | Lead::Starting)) => (low, None),
        (None, _) if statement.low.open => (low, None),
        (None, _) => (low, low),
    }
}

/// How sure it is: each piece of evidence adds its part. A unit that only the size tells adds none.
fn confidence(statement: &Statement<'_>, found: Evidence, labelled: bool) -> f64 {
    let stated = statement.unit.is_some();
    let parts = [
        (stated, 30),
        (!stated && labelled, 20),
        (statement.low.currency.is_some(), 25),
        (found.pay_before.is_some() || found.pay_after, 20),
        (statement.high.is_some(), 10),
        (!statement.swapped, 5),
        // Of base pay and what commissions make of it, the base is what is offered.
        (!found.on_target, 5),
    ];
    let sum: u32 = parts
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, part)| part)
        .sum();
    f64::from(sum) / 100.0
}
