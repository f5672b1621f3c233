//! Currencies as advertisements write them, before or after the number.
//!
//! ```text
//!  "US$ 50,000" ─► USD      "£30,000" ─► GBP      "45.000 €" ─► EUR      "$80,000 CAD" ─► CAD
//! ```

use super::cursor::{Cursor, is_space};
use super::number::Grouping;
use super::number::Grouping::{English, European, Indian};

/// A currency and how its numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Currency {
    /// The ISO 4217 code.
    pub(crate) code: &'static str,
    /// Whether pay in it has about the size of pay in dollars, so that size tells the unit.
    pub(crate) dollar_sized: bool,
    /// How its numbers group their digits.
    pub(crate) grouping: Grouping,
}

const fn currency(code: &'static str, dollar_sized: bool, grouping: Grouping) -> Currency {
    Currency {
        code,
        dollar_sized,
        grouping,
    }
}

const USD: Currency = currency("USD", true, English);
const CAD: Currency = currency("CAD", true, English);
const AUD: Currency = currency("AUD", true, English);
const NZD: Currency = currency("NZD", true, English);
const SGD: Currency = currency("SGD", true, English);
const HKD: Currency = currency("HKD", false, English);
const GBP: Currency = currency("GBP", true, English);
const EUR: Currency = currency("EUR", true, European);
const CHF: Currency = currency("CHF", true, European);
const INR: Currency = currency("INR", false, Indian);
const JPY: Currency = currency("JPY", false, English);

/// Codes that stand as words on either side of a number.
const CODES: [(&str, Currency); 31] = [
    ("dollars", USD),
    ("USD", USD),
    ("GBP", GBP),
    ("EUR", EUR),
    ("euros", EUR),
    ("euro", EUR),
    ("CAD", CAD),
    ("AUD", AUD),
    ("NZD", NZD),
    ("SGD", SGD),
    ("HKD", HKD),
    ("CHF", CHF),
    ("INR", INR),
    ("JPY", JPY),
    ("SEK", currency("SEK", false, European)),
    ("NOK", currency("NOK", false, European)),
    ("DKK", currency("DKK", false, European)),
    ("PLN", currency("PLN", false, European)),
    ("ZAR", currency("ZAR", false, European)),
    ("MXN", currency("MXN", false, English)),
    ("BRL", currency("BRL", false, European)),
    ("AED", currency("AED", false, English)),
    ("SAR", currency("SAR", false, English)),
    ("KRW", currency("KRW", false, English)),
    ("CNY", currency("CNY", false, English)),
    ("RMB", currency("CNY", false, English)),
    ("CZK", currency("CZK", false, European)),
    ("HUF", currency("HUF", false, European)),
    ("MYR", currency("MYR", false, English)),
    ("THB", currency("THB", false, English)),
    ("TWD", currency("TWD", false, English)),
];

/// Signs, the longer before those they end in: "C$" is no "$".
const SIGNS: [(&str, Currency); 21] = [
    ("USD$", USD),
    ("CAD$", CAD),
    ("AUD$", AUD),
    ("US$", USD),
    ("CA$", CAD),
    ("AU$", AUD),
    ("NZ$", NZD),
    ("HK$", HKD),
    ("MX$", currency("MXN", false, English)),
    ("NT$", currency("TWD", false, English)),
    ("R$", currency("BRL", false, European)),
    ("C$", CAD),
    ("A$", AUD),
    ("S$", SGD),
    ("$", USD),
    ("£", GBP),
    ("€", EUR),
    ("₹", INR),
    ("¥", JPY),
    ("₱", currency("PHP", false, English)),
    // What a pound sign becomes when UTF-8 is read as Windows-1252.
    ("Â£", GBP),
];

/// The currency that the text states before a number, and where it ends; of "CAD $" the code counts,
/// as the sign is the same for many.
pub(crate) fn before_number(cursor: Cursor<'_>) -> Option<(Currency, Cursor<'_>)> {
    let (currency, end) = written(cursor)?;
    let end = end.after_spaces();
    let sign = end.eat("$").map(Cursor::after_spaces);
    Some((currency, sign.unwrap_or(end)))
}

/// The sign or code that the text has here.
fn written(cursor: Cursor<'_>) -> Option<(Currency, Cursor<'_>)> {
    let eat = |(name, currency): &(&str, Currency)| Some((*currency, cursor.eat(name)?));
    SIGNS.iter().chain(&CODES).find_map(eat)
}

/// The currency that the text states after a number, and where it ends.
pub(crate) fn after_number(cursor: Cursor<'_>) -> Option<(Currency, Cursor<'_>)> {
    let sign = |(sign, currency): &(&str, Currency)| {
        let end = cursor.eat(sign)?;
        // "15 $20" is two amounts, "15$" one.
        let alone = !end
            .after_spaces()
            .peek()
            .is_some_and(|c| c.is_ascii_digit());
        (alone && !sign.starts_with(char::is_alphabetic)).then_some((*currency, end))
    };
    let spaced = cursor.after_spaces();
    let code = |(code, currency): &(&str, Currency)| Some((*currency, spaced.eat_word(code)?));
    let euro = || {
        let end = spaced.eat("€")?;
        let alone = !end
            .after_spaces()
            .peek()
            .is_some_and(|c| c.is_ascii_digit());
        alone.then_some((EUR, end))
    };
    SIGNS
        .iter()
        .find_map(sign)
        .or_else(|| CODES.iter().find_map(code))
        .or_else(euro)
}

/// The currency of a range's two ends, of which one may be missing; none when they differ. A dollar
/// sign takes the other end's kind of dollar: "$65,000 - $80,000 CAD".
pub(crate) fn common(low: Option<Currency>, high: Option<Currency>) -> Option<Option<Currency>> {
    let (Some(one), Some(other)) = (low, high) else {
        return Some(low.or(high));
    };
    let dollar = |currency: Currency| [CAD, AUD, NZD, SGD, HKD].contains(&currency);
    match (one == USD, other == USD) {
        _ if one == other => Some(low),
        (true, false) if dollar(other) => Some(high),
        (false, true) if dollar(one) => Some(low),
        _ => None,
    }
}

/// Where the currency before a number begins that itself begins where `before` ends.
pub(crate) fn start_before(before: &str) -> Option<usize> {
    let start = written_before(before)?;
    let sign = before.get(..start).unwrap_or_default();
    let with_code = before
        .get(start..)
        .is_some_and(|sign| sign.starts_with('$'));
    let code = with_code.then(|| written_before(sign)).flatten();
    code.or(Some(start))
}

/// Where the sign or code begins that `before` ends with.
fn written_before(before: &str) -> Option<usize> {
    let trimmed = before.trim_end_matches(is_space);
    // More blanks than a column gap joins nothing.
    if before.len() - trimmed.len() > 4 {
        return None;
    }
    let starts = SIGNS.iter().chain(&CODES).filter_map(|(name, _)| {
        let start = trimmed.len().checked_sub(name.len())?;
        let is_it = trimmed.get(start..)?.eq_ignore_ascii_case(name);
        let letter = trimmed.get(..start)?.chars().next_back();
        let inside_word = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && letter.is_some_and(char::is_alphanumeric);
        (is_it && !inside_word).then_some(start)
    });
    starts.min()
}
