//! One amount of money: currency, number, thousands.
//!
//! ```text
//!  "US$ 80K+" ─► 80,000 USD, open above      "$2.5M" ─► big      "55 CPM" ─► 0.55
//!  none: "401(k)"  "4kg"
//! ```

use super::currency::{self, Currency};
use super::cursor::Cursor;
use super::number::{self, Grouping, Number, read_number};

/// An amount of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amount<'t> {
    /// What it amounts to.
    pub(crate) value: f64,
    /// The currency, where stated.
    pub(crate) currency: Option<Currency>,
    /// Whether a "k" made it thousands.
    pub(crate) thousands: bool,
    /// Digits after the decimal point.
    pub(crate) decimals: usize,
    /// Whether a "+" says that it can be more.
    pub(crate) open: bool,
    /// Whether it is in millions or more, which is never pay.
    pub(crate) big: bool,
    /// Whether it was stated in cents; the value is in dollars.
    pub(crate) cents: bool,
    /// Where it ends.
    pub(crate) end: Cursor<'t>,
}

/// Words that make an amount big.
const BIG_WORDS: [&str; 12] = [
    "million", "millions", "billion", "billions", "trillion", "mil", "mill", "mm", "mn", "bn",
    "bil", "crore",
];

/// Units that people write without a blank: "$18hr".
const GLUED_UNITS: [&str; 9] = ["hr", "hrs", "hour", "ph", "p/h", "pa", "pw", "pcm", "yr"];

/// Reads the amount at the cursor.
pub(crate) fn read_amount(cursor: Cursor<'_>) -> Option<Amount<'_>> {
    read(cursor).filter(|amount| ends(amount, false))
}

/// Reads the second amount of a range, which may owe its currency to the first: "$16-18hr".
pub(crate) fn read_second<'t>(cursor: Cursor<'t>, first: &Amount<'_>) -> Option<Amount<'t>> {
    read(cursor).filter(|amount| ends(amount, first.currency.is_some()))
}

fn read(cursor: Cursor<'_>) -> Option<Amount<'_>> {
    let (prefix, start) = match currency::before_number(cursor) {
        Some((currency, start)) => (Some(currency), start),
        None => (None, cursor),
    };
    let number = number_and_suffix(start, prefix)?;
    let scale = read_scale(number.end);
    let (suffix, end) = match currency::after_number(scale.end) {
        Some((currency, end)) => (Some(currency), end),
        None => (None, scale.end),
    };
    let currency = suffix.or(prefix);
    if currency.is_none() && is_retirement_plan(number) {
        return None;
    }
    let (cents, end) = read_cents(end, number.value, currency.is_some())?;
    let plus = end.eat("+").filter(|cursor| cursor.ends_word());
    let value = match (scale.thousands, cents) {
        (true, _) => number.value * 1_000.0,
        (false, true) if number.value >= 1.0 => number.value / 100.0,
        (false, _) => number.value,
    };
    Some(Amount {
        value,
        currency,
        thousands: scale.thousands,
        decimals: number.decimals,
        open: plus.is_some(),
        big: scale.big,
        cents,
        end: plus.unwrap_or(end),
    })
}

/// Whether the amount is not the beginning of something else: "3D", "90mm".
fn ends(amount: &Amount<'_>, marked: bool) -> bool {
    let end = amount.end;
    let is_money = marked || amount.currency.is_some() || amount.decimals == 2;
    let glued = || end.eat_any_word(&GLUED_UNITS).is_some() || end.begins_word();
    end.ends_word() || (is_money && glued())
}

/// Whether an amount is in cents, and where it ends; none where "CPM" is not what a driver earns but the price of a
/// thousand views: "$5 CPM". Drivers' cents a mile stand as "60 CPM" and as ".60 CPM".
fn read_cents(end: Cursor<'_>, value: f64, marked: bool) -> Option<(bool, Cursor<'_>)> {
    let word = end.after_spaces();
    if !matches!(word.peek(), Some('c' | 'C' | '¢')) {
        return Some((false, end));
    }
    let per_mile = word.eat_word("cpm").is_some();
    if marked {
        return (!per_mile || value < 1.0).then_some((false, end));
    }
    let cents = word
        .eat_any_word(&["cents", "cent"])
        .or_else(|| word.eat("¢"));
    Some(match cents {
        Some(end) => (true, end),
        None => (per_mile, end),
    })
}

/// The number, its digits grouped as is usual where its currency, before or after it, is.
fn number_and_suffix(start: Cursor<'_>, prefix: Option<Currency>) -> Option<Number<'_>> {
    if !number::is_grouped(start) {
        return read_number(start, Grouping::English);
    }
    let blanks = read_number(start, Grouping::European).filter(|number| number.blanks);
    if let Some(currency) = prefix {
        // "$50 000": a number that only happened to follow would hardly be all zeros.
        let thousands = blanks.filter(|number| number.value % 1_000.0 == 0.0);
        return thousands.or_else(|| read_number(start, currency.grouping));
    }
    let by_suffix = |grouping| {
        let number = read_number(start, grouping)?;
        let currency = suffix(number)?;
        (currency.grouping == grouping).then_some(number)
    };
    // "150 000 USD": whatever the currency, the blank groups what it belongs to.
    let blanks = blanks.filter(|number| suffix(*number).is_some());
    blanks
        .or_else(|| by_suffix(Grouping::European))
        .or_else(|| by_suffix(Grouping::Indian))
        .or_else(|| read_number(start, Grouping::English))
}

/// The currency behind a number and its scale.
fn suffix(number: Number<'_>) -> Option<Currency> {
    let scale = read_scale(number.end);
    currency::after_number(scale.end).map(|(currency, _)| currency)
}

/// What follows a number to multiply it.
struct Scale<'t> {
    thousands: bool,
    big: bool,
    end: Cursor<'t>,
}

fn read_scale(end: Cursor<'_>) -> Scale<'_> {
    let scale = |thousands, big, end| Scale {
        thousands,
        big,
        end,
    };
    let word = end.after_spaces();
    let word = word.eat("-").unwrap_or(word);
    // "$20 M-F" are working days: a lone letter must touch the number.
    let big = end.eat_any_word(&["m", "b"]);
    if let Some(end) = big.or_else(|| word.eat_any_word(&BIG_WORDS)) {
        return scale(false, true, end);
    }
    // "$20 K-12" is a school, "95K-120K" a range.
    let is_school = |end: &Cursor<'_>| end.eat_any_word(&["-12", "-8", "-6", "-5"]).is_some();
    let thousands = word.eat_word("k").filter(|end| !is_school(end));
    let thousands = thousands.or_else(|| word.eat_word("thousand"));
    match thousands {
        Some(end) => scale(true, false, end),
        None => scale(false, false, end),
    }
}

/// "401k", "401(k)", "403(b)", "457 plan".
fn is_retirement_plan(number: Number<'_>) -> bool {
    number.decimals == 0 && [401.0, 403.0, 457.0].contains(&number.value)
}
