//! One statement: an amount or two, their unit, and how they are led in.
//!
//! ```text
//!  "between $70,000 and $90,000 per year"      low 70,000 · high 90,000 · year
//!   ╰lead─╯ ╰low──╯ ╰─╯ ╰high─╯ ╰unit──╯
//!  "80-95k" ─► 80,000 to 95,000      "$25/hr - $52,000/yr" ─► two statements, not one
//! ```

use std::ops::Range;

use super::amount::{Amount, read_amount, read_second};
use super::currency;
use super::cursor::Cursor;
use super::stated_unit::{UnitRead, read_unit};
use super::walk::backward;
use crate::pay::unit::PayUnit;

/// How an amount is led in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// "between … and …"
    Between,
    /// "up to", "maximum of": nothing below is said.
    UpTo,
    /// "from", "at least": nothing above is said.
    From,
    /// "starting at": as `From`, and what starts so is mostly pay.
    Starting,
}

/// What the text states, before it is judged to be pay.
#[derive(Debug, Clone)]
pub(crate) struct Statement<'t> {
    /// From the first amount to the last amount or its unit.
    pub(crate) span: Range<usize>,
    /// The first or only amount.
    pub(crate) low: Amount<'t>,
    /// The second amount.
    pub(crate) high: Option<Amount<'t>>,
    /// The unit, where stated behind an amount.
    pub(crate) unit: Option<PayUnit>,
    /// Whether a unit is stated that is none of pay.
    pub(crate) foreign: bool,
    /// How it is led in.
    pub(crate) lead: Option<Lead>,
    /// Whether the amounts came in the wrong order.
    pub(crate) swapped: bool,
}

/// Nouns that make the number before them a count of something.
const COUNTED: [&str; 17] = [
    "hours",
    "hrs",
    "hour",
    "hr",
    "days",
    "day",
    "weeks",
    "week",
    "months",
    "month",
    "years",
    "year",
    "yrs",
    "miles",
    "minutes",
    "employees",
    "shifts",
];

/// The furthest apart that the ends of a range are.
const WIDEST: f64 = 10.0;

/// The furthest apart that swapped ends are: further is no slip but two amounts.
const WIDEST_SLIP: f64 = 3.0;

/// Reads the statement whose first amount begins at `start`.
pub(crate) fn read_statement(text: &str, start: usize) -> Option<Statement<'_>> {
    let low = read_amount(Cursor::new(text, start))?;
    let lead = lead_before(text, start);
    let unit = read_unit(low.end);
    if let Some(range) = range_after(low, unit, lead) {
        let span = start..range.span.end;
        return Some(Statement { span, ..range });
    }
    let (stated, end) = match unit {
        // "15 hour shifts": without a currency a noun alone is a count.
        UnitRead::Unit(unit, end) if !is_count(low, false) => (Some(unit), end),
        _ => (None, low.end),
    };
    Some(Statement {
        span: start..end.at(),
        low,
        high: None,
        unit: stated,
        foreign: matches!(unit, UnitRead::Foreign) || is_count(low, false),
        lead: lead.or_else(|| lead_behind(end)),
        swapped: false,
    })
}

/// Words behind a single amount that say which end it is: "$65,000 minimum", "$20/hr and up".
fn lead_behind(end: Cursor<'_>) -> Option<Lead> {
    let word = end.after_spaces();
    let word = word.eat("(").unwrap_or(word);
    let least = word.eat_any_word(&[
        "minimum",
        "min",
        "and up",
        "and above",
        "or more",
        "or higher",
    ]);
    let most = || word.eat_any_word(&["maximum", "max", "or less", "tops"]);
    let (lead, end) = match least {
        Some(end) => (Lead::From, end),
        None => (Lead::UpTo, most()?),
    };
    // "$15 minimum wage" is a law, "$500 maximum benefit" an insurance.
    // And in "$26.80 Max: $32.16" the word leads in the next amount.
    let next = end.after_spaces().peek();
    let goes_on = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '$'));
    (!goes_on).then_some(lead)
}

/// The range that goes on behind its first amount; its span begins at the second.
fn range_after<'t>(
    low: Amount<'t>,
    first: UnitRead<'t>,
    lead: Option<Lead>,
) -> Option<Statement<'t>> {
    let (first_unit, end) = match first {
        UnitRead::Unit(unit, end) => (Some(unit), end),
        UnitRead::Foreign => return None,
        UnitRead::Missing => (None, low.end),
    };
    let second = separator(end, lead)?;
    let high = read_second(second, &low)?;
    if is_count(high, low.currency.is_some()) {
        return None;
    }
    let (second_unit, foreign, end) = match read_unit(high.end) {
        UnitRead::Unit(unit, end) => (Some(unit), false, end),
        UnitRead::Foreign => (None, true, high.end),
        UnitRead::Missing => (None, false, high.end),
    };
    let same_unit = first_unit.is_none() || second_unit.is_none() || first_unit == second_unit;
    let ends = same_unit.then(|| in_order(low, high)).flatten()?;
    Some(Statement {
        span: second.at()..end.at(),
        low: ends.low,
        high: Some(ends.high),
        unit: second_unit.or(first_unit),
        foreign,
        lead,
        swapped: ends.swapped,
    })
}

/// Whether a bare number counts what follows it: "40 hours", "12 months". The second of a range may owe its
/// currency to the first.
fn is_count(amount: Amount<'_>, marked: bool) -> bool {
    let bare = amount.currency.is_none() && !amount.thousands;
    // "14.50hr", "$16-18hr": nobody counts hours so.
    let is_money = marked || amount.decimals == 2;
    let glued = is_money && amount.end.peek().is_some_and(char::is_alphabetic);
    let noun = amount.end.after_spaces();
    let noun = noun.eat("-").unwrap_or(noun);
    bare && !glued && noun.eat_any_word(&COUNTED).is_some()
}

/// Past what separates the ends of a range: a dash, "to", and "and" after "between".
fn separator(end: Cursor<'_>, lead: Option<Lead>) -> Option<Cursor<'_>> {
    let end = end.eat(")").unwrap_or(end);
    let end = end.eat(".").unwrap_or(end).after_spaces();
    let end = past_bracket(end);
    // Among them are dashes whose UTF-8 was read as Windows-1252, and those of HTML.
    let dashes = [
        "--", "-", "–", "—", "−", "‑", "‒", "~", "â€“", "â€”", "&ndash;", "&mdash;", "&#8211;",
        "&#8212;",
    ];
    let dash = end.eat_any(&dashes);
    let word = || end.eat_any_word(&["to", "up to", "thru", "through"]);
    let and = || {
        let between = lead == Some(Lead::Between);
        between.then(|| end.eat_any_word(&["and", "&"])).flatten()
    };
    let past = dash.or_else(word).or_else(and)?.after_spaces();
    let past = past.eat_word("up to").unwrap_or(past).after_spaces();
    // A range may break after its dash; a list item that begins on the next line has no currency.
    let broken = past.eat_any(&["\r\n", "\n"]).map(Cursor::after_spaces);
    let broken = broken.filter(|next| currency::before_number(*next).is_some());
    Some(broken.unwrap_or(past))
}

/// The longest remark in brackets between the ends of a range.
const REMARK: usize = 40;

/// Past a remark in brackets: "$48,112 (BA, step 1) to $79,430".
fn past_bracket(end: Cursor<'_>) -> Cursor<'_> {
    let remark = end.eat("(").and_then(|inside| {
        let length = inside.rest().find([')', '(', '$', '\n'])?;
        let closed = inside.forward(length).eat(")")?;
        (length <= REMARK).then_some(closed.after_spaces())
    });
    remark.unwrap_or(end)
}

/// The two ends of a range.
struct Ends<'t> {
    low: Amount<'t>,
    high: Amount<'t>,
    swapped: bool,
}

/// The ends with what one lends the other (currency, thousands), the lower first; none when they
/// are too far apart to be one range.
fn in_order<'t>(mut low: Amount<'t>, mut high: Amount<'t>) -> Option<Ends<'t>> {
    let currency = currency::common(low.currency, high.currency)?;
    (low.currency, high.currency) = (currency, currency);
    if low.big || high.big {
        low.big = true;
        let swapped = false;
        return Some(Ends { low, high, swapped });
    }
    if high.cents && !low.cents && low.value >= 1.0 {
        low.value /= 100.0;
        low.cents = true;
    }
    lend_thousands(&mut low, &mut high);
    let ratio = high.value / low.value;
    if (1.0..=WIDEST).contains(&ratio) {
        let swapped = false;
        return Some(Ends { low, high, swapped });
    }
    let (low, high, swapped) = (high, low, true);
    ((1.0 / WIDEST_SLIP)..1.0)
        .contains(&ratio)
        .then_some(Ends { low, high, swapped })
}

/// "80-95k", "$80k-95", "$60-70,000": one end shows the thousands that both are in.
fn lend_thousands(low: &mut Amount<'_>, high: &mut Amount<'_>) {
    let short = |amount: &Amount<'_>| !amount.thousands && (10.0..1_000.0).contains(&amount.value);
    let near = |short: f64, long: f64| {
        let ratio = long / (short * 1_000.0);
        ((1.0 / WIDEST_SLIP)..=WIDEST_SLIP).contains(&ratio)
    };
    if short(low) && high.value >= 10_000.0 && near(low.value, high.value) {
        low.value *= 1_000.0;
        low.thousands = high.thousands;
    } else if short(high) && low.thousands && near(high.value, low.value) {
        high.value *= 1_000.0;
        high.thousands = true;
    }
}

/// The words directly before an amount that say which end it is.
fn lead_before(text: &str, start: usize) -> Option<Lead> {
    let mut words = backward(text, 0..start).filter(|step| !step.gap.sentence);
    let last = words.next()?.lower();
    let last_but_one = words.next().map(|step| step.lower());
    let before = last_but_one.as_ref().map_or("", |word| word.as_str());
    match (before, last.as_str()) {
        (_, "between") => Some(Lead::Between),
        ("up", "to") | ("maximum" | "max", "of") | (_, "maximum" | "max" | "upto") => {
            Some(Lead::UpTo)
        }
        ("high" | "much", "as") => Some(Lead::UpTo),
        ("starting" | "starts" | "start" | "beginning" | "begins" | "started", "at" | "from")
        | (_, "starting" | "starts") => Some(Lead::Starting),
        ("minimum" | "min", "of") | ("at", "least") | (_, "minimum" | "min" | "from") => {
            Some(Lead::From)
        }
        ("less", "than") if has_no(text, start) => Some(Lead::From),
        ("more", "than") if has_no(text, start) => Some(Lead::UpTo),
        ("to" | "not", "exceed" | "exceeding") => Some(Lead::UpTo),
        _ => None,
    }
}

/// Whether "less than" is "no less than", "more than" "no more than".
fn has_no(text: &str, start: usize) -> bool {
    let third = backward(text, 0..start).nth(2);
    third.is_some_and(|step| matches!(step.lower().as_str(), "no" | "not"))
}
