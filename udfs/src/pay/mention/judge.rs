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
/// What pay per hour is where no unit is stated.
const CLEARLY_HOURLY: RangeInclusive<f64> = 2.0..=200.0;
/// What pay per year is where no unit is stated.
const CLEARLY_YEARLY: RangeInclusive<f64> = 15_000.0..=1_500_000.0;

/// The mention of pay that a statement is, if it is one.
pub(crate) fn judge(text: &str, statement: &Statement<'_>) -> Option<PayMention> {
    if statement.low.big || statement.foreign {
        return None;
    }
    let found = evidence(text, statement);
    let inferred = inferred_unit(statement);
    let labelled = found.label_unit.filter(|unit| fits(statement, *unit));
    let unit = statement.unit.or(labelled).or(inferred);
    let marked = statement.low.currency.is_some();
    let enough = if marked {
        marked_is_pay(text, statement, found, unit)
    } else {
        bare_is_pay(text, statement, found, unit)
    };
    let possible = match unit {
        Some(unit) => fits(statement, unit),
        None => values(statement).all(|value| value > 0.0),
    };
    if found.not_pay || !enough || !possible {
        return None;
    }
    let (min, max) = ends(statement);
    Some(PayMention {
        span: statement.span.clone(),
        min,
        max,
        unit,
        currency: statement.low.currency.map(|currency| currency.code),
        confidence: confidence(statement, found, labelled.is_some()),
    })
}

/// Whether an amount with a currency is pay.
fn marked_is_pay(
    text: &str,
    statement: &Statement<'_>,
    found: Evidence,
    unit: Option<PayUnit>,
) -> bool {
    let narrow = statement.high.is_some_and(|high| {
        high.value / statement.low.value <= NARROW_RANGE && high.value <= MOST_UNSAID
    });
    let starting = statement.lead == Some(Lead::Starting);
    let title = text.len() <= TITLE_BYTES;
    // Without a unit and of no clear size, the label must be near: "pay is $4,500".
    let near = found
        .pay_before
        .is_some_and(|distance| distance <= NEAR_WORDS);
    let said = found.pay_before.is_some() || found.pay_after || found.role;
    statement.unit.is_some() || near || (unit.is_some() && (said || narrow || starting || title))
}

/// Whether a number without a currency is pay.
fn bare_is_pay(
    text: &str,
    statement: &Statement<'_>,
    found: Evidence,
    unit: Option<PayUnit>,
) -> bool {
    let low = statement.low;
    let decimals = low.decimals == 2 || statement.high.is_some_and(|high| high.decimals == 2);
    let label = found.labelled && found.pay_before.is_some_and(|distance| distance <= 6);
    let said = label || found.pay_after;
    let title = text.len() <= TITLE_BYTES;
    match statement.unit {
        // Few things go by the hour in numbers of this size, and those are listed words.
        Some(PayUnit::Hour) => said || ((5.0..=100.0).contains(&low.value) && (decimals || title)),
        Some(_) => said || (low.thousands && low.value >= 15_000.0),
        None if low.thousands => low.value >= 15_000.0 && (statement.high.is_some() || said),
        None => match unit {
            Some(PayUnit::Hour) => label && (decimals || found.colon),
            Some(_) => label,
            None => false,
        },
    }
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
    values(statement).all(|value| bounds.contains(&value))
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
        PayUnit::Piece => 0.01..=500.0,
    }
}

fn values(statement: &Statement<'_>) -> impl Iterator<Item = f64> {
    let high = statement.high.map(|high| high.value);
    [Some(statement.low.value), high].into_iter().flatten()
}

/// The least and the most that the statement says.
fn ends(statement: &Statement<'_>) -> (Option<f64>, Option<f64>) {
    let low = Some(statement.low.value);
    match (statement.high, statement.lead) {
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
        (!statement.swapped, 10),
    ];
    let sum: u32 = parts
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, part)| part)
        .sum();
    f64::from(sum) / 100.0
}
