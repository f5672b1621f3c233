//! One amount of money: currency, number, thousands.
//!
//! ```text
//!  "US$ 80K+" ─► 80,000 USD, open above      "$2.5M" ─► big      "401(k)" ─► none      "4kg" ─► none
//! ```

use super::currency::{self, Currency};
use super::cursor::Cursor;
use super::number::{Number, read_number};

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
    /// Where it ends.
    pub(crate) end: Cursor<'t>,
}

/// Words that make an amount big.
const BIG_WORDS: [&str; 12] = [
    "million", "millions", "billion", "billions", "trillion", "mil", "mill", "mm", "mn", "bn",
    "bil", "crore",
];

/// Units that people write without a blank: "$18hr".
const GLUED_UNITS: [&str; 8] = ["hr", "hrs", "hour", "ph", "pa", "pw", "pcm", "yr"];

/// Reads the amount at the cursor.
pub(crate) fn read_amount(cursor: Cursor<'_>) -> Option<Amount<'_>> {
    let (prefix, start) = match currency::before_number(cursor) {
        Some((currency, start)) => (Some(currency), start),
        None => (None, cursor),
    };
    let number = number_and_suffix(start, prefix)?;
    let scale = read_scale(number.end);
    let after_scale = scale.end;
    let (suffix, end) = match currency::after_number(after_scale) {
        Some((currency, end)) => (Some(currency), end),
        None => (None, after_scale),
    };
    let plus = end.eat("+").filter(|cursor| cursor.ends_word());
    let amount = Amount {
        value: number.value * if scale.thousands { 1_000.0 } else { 1.0 },
        currency: suffix.or(prefix),
        thousands: scale.thousands,
        decimals: number.decimals,
        open: plus.is_some(),
        big: scale.big,
        end: plus.unwrap_or(end),
    };
    let retirement_plan = amount.currency.is_none() && is_retirement_plan(number);
    let is_money = amount.currency.is_some() || amount.decimals == 2;
    let glued = is_money && end.eat_any_word(&GLUED_UNITS).is_some();
    ((end.ends_word() || glued) && !retirement_plan).then_some(amount)
}

/// The number, read the European way where its currency, before or after it, is European.
fn number_and_suffix(start: Cursor<'_>, prefix: Option<Currency>) -> Option<Number<'_>> {
    if let Some(currency) = prefix {
        return read_number(start, currency.european);
    }
    let european = read_number(start, true).filter(|number| {
        let suffix = currency::after_number(read_scale(number.end).end);
        suffix.is_some_and(|(currency, _)| currency.european)
    });
    european.or_else(|| read_number(start, false))
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
    // "$20 K-12" is a school.
    let thousands = word.eat_word("k").filter(|end| end.eat("-1").is_none());
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
