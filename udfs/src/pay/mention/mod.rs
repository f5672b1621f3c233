//! Pay in the free text of a posting: what it says, in which unit and currency, and how sure that is.
//!
//! ```text
//!  "Line Cook. $22.50–$31/hr DOE, 401k, $500 sign-on bonus."
//!              ╰────┬──────╯      │     ╰ judge: "bonus" is other money ─► none
//!                   │             ╰────── amount: a retirement plan     ─► none
//!   1 scan          a number, back to its currency sign
//!   2 statement     22.50 to 31 USD an hour, from "$" to "hr"
//!   3 context       the words around: "DOE" is said of pay
//!   4 judge         hour fits 2..1,000 ─► { min 22.5, max 31, hour, USD, confidence 0.95 }
//! ```
//!
//! Each number is read once and hears a fixed reach of words around it, so the time is linear in the
//! length of the text.

mod amount;
mod context;
mod currency;
mod cursor;
mod judge;
mod number;
mod stated_unit;
mod statement;
mod walk;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use judge::{Before, Refusal, judge};

use crate::pay::unit::PayUnit;

/// Pay that a text mentions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PayMention {
    /// Bytes of the text, from the first amount to the last one or its unit.
    pub(crate) span: Range<usize>,
    /// The least; none for "up to". One amount alone is both the least and the most.
    pub(crate) min: Option<f64>,
    /// The most; none for "from" and "starting at".
    pub(crate) max: Option<f64>,
    /// The unit as stated, or as size tells in clear cases.
    pub(crate) unit: Option<PayUnit>,
    /// The ISO 4217 code, where the text states a currency.
    pub(crate) currency: Option<&'static str>,
    /// How sure it is, 0 to 1: a ranking, not a probability.
    pub(crate) confidence: f64,
}

/// The pay that a text mentions, in order of place and without overlaps.
pub(crate) fn parse_pay(text: &str) -> Vec<PayMention> {
    let mut mentions: Vec<PayMention> = Vec::new();
    let mut other_money = None;
    let mut at = 0;
    while let Some(digit) = next_number(text, at) {
        let start = first_byte(text, digit, at);
        let Some(statement) = statement::read_statement(text, start) else {
            at = digit + 1;
            continue;
        };
        let before = Before {
            pay_end: mentions.last().map_or(0, |mention| mention.span.end),
            other_money: other_money.is_some_and(|end| one_sentence(text, end..start)),
            pay: mentions
                .last()
                .and_then(|last| pay_before(text, last, start)),
        };
        match judge(text, &statement, before) {
            Ok(mention) => mentions.push(mention),
            Err(Refusal::OtherMoney) => other_money = Some(statement.span.end),
            Err(_) => {}
        }
        // A statement that is no pay is passed with both its amounts, so that the second is not
        // taken alone.
        at = statement.span.end.max(digit + 1);
    }
    join_ends(mentions)
}

/// The pay that the amount at `start` may share its unit with.
fn pay_before(text: &str, last: &PayMention, start: usize) -> Option<(f64, PayUnit)> {
    let near = one_sentence(text, last.span.end..start);
    let pay = last.max.or(last.min).zip(last.unit);
    pay.filter(|_| near)
}

/// The furthest that an amount is heard by the next one of its sentence.
const SENTENCE_BYTES: usize = 120;

/// Whether no sentence ends within these bytes of the text, and they are not many.
fn one_sentence(text: &str, between: Range<usize>) -> bool {
    let near = between.len() <= SENTENCE_BYTES;
    let between = text.get(between).unwrap_or_default();
    near && !between.contains(['\n', ';', '!', '?']) && !between.contains(". ")
}

/// The furthest that the most stands behind the least: "Min $21.44 Mid $26.80 Max $32.16".
const ENDS_APART: usize = 40;

/// A least and the most that follows it as one range, and what stands between them is in it.
fn join_ends(mentions: Vec<PayMention>) -> Vec<PayMention> {
    let mut joined: Vec<PayMention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let within = joined.len().saturating_sub(2)..joined.len();
        let least = joined
            .get(within.clone())
            .and_then(|last| last.iter().position(|least| are_ends(least, &mention)));
        match least {
            Some(place) => {
                joined.truncate(within.start + place + 1);
                if let Some(range) = joined.last_mut() {
                    range.span.end = mention.span.end;
                    range.max = mention.max;
                    range.unit = mention.unit.or(range.unit);
                    range.confidence = range.confidence.max(mention.confidence);
                }
            }
            None => joined.push(mention),
        }
    }
    joined
}

fn are_ends(least: &PayMention, most: &PayMention) -> bool {
    let (Some(low), None, None, Some(high)) = (least.min, least.max, most.min, most.max) else {
        return false;
    };
    let near = most.span.start.saturating_sub(least.span.end) <= ENDS_APART;
    let same = least.currency == most.currency && least.unit == most.unit;
    near && same && low <= high
}

/// The next digit, from byte `from`, that begins a number of its own: not "GS-07", not "B2B".
fn next_number(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let ahead = bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        let digit = at + ahead;
        if begins_number(text, digit) {
            return Some(digit);
        }
        at = digit + 1;
    }
}

/// Whether the digit begins a number: nothing that a longer word or number has is before it.
fn begins_number(text: &str, digit: usize) -> bool {
    let before = text.get(..digit).unwrap_or_default();
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    match last {
        '#' | '0'..='9' => false,
        '-' | '/' | '.' | ',' | '_' | '\'' => !before
            .trim_end_matches(last)
            .ends_with(char::is_alphanumeric),
        letter if letter.is_alphanumeric() => currency::start_before(before).is_some(),
        ' ' => !is_torn(before),
        _ => true,
    }
}

/// Whether a sign, one digit and a blank are before the number: "$1 7.50" is one amount that was torn.
fn is_torn(before: &str) -> bool {
    let first = before.trim_end_matches(' ');
    let sign = first.trim_end_matches(|c: char| c.is_ascii_digit());
    sign.ends_with('$') && first.len() == sign.len() + 1 && before.len() == first.len() + 1
}

/// Where the amount of this digit begins: at its currency or its decimal point.
fn first_byte(text: &str, digit: usize, from: usize) -> usize {
    let before = text.get(..digit).unwrap_or_default();
    let point = before.strip_suffix('.').unwrap_or(before);
    let number = if currency::start_before(point).is_some() {
        point
    } else {
        before
    };
    // ".58" begins at its point, but "day.15" does not.
    let fraction = point.len() < before.len() && point.ends_with(cursor::is_space);
    let bare = if fraction { point.len() } else { digit };
    let start = currency::start_before(number).unwrap_or(bare);
    // A sign before `from` belongs to the mention before.
    if start < from { digit } else { start }
}
