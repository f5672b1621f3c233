//! Lengths of time in years or months.
//!
//! ```text
//!  "three (3) years"  "3-5 yrs"  "3 to 5+ years"  "5 or more years"  "6 months"  "a year"  "two full-time years"
//! ```

use std::ops::Range;

use super::number::number;
use super::reading::Reading;

/// A length of time as a text states it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Duration {
    /// In years.
    pub(super) minimum: f64,
    pub(super) maximum: Option<f64>,
    /// From the number to the unit.
    pub(super) words: Range<usize>,
}

const MONTHS_OF_YEAR: f64 = 12.0;

/// The length that begins at a word.
pub(super) fn duration(reading: &Reading<'_>, at: usize) -> Option<Duration> {
    let (minimum, mut next) = amount(reading, at)?;
    let mut maximum = None;
    let upper = match lower(reading, next).as_str() {
        "to" | "or" | "and" => amount(reading, next + 1),
        _ => amount(reading, next),
    };
    if let Some((upper, end)) = upper
        && upper > minimum
    {
        maximum = Some(upper);
        next = end;
    }
    next = filler(reading, next);
    let months = months(&lower(reading, next))?;
    let years = |count: f64| count / MONTHS_OF_YEAR * months;
    Some(Duration {
        minimum: years(minimum),
        maximum: maximum.map(years),
        words: at..next + 1,
    })
}

/// A number and the word behind it: "3", "three (3)", "3+", "a" before a unit.
fn amount(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let word = reading.word(at);
    if word.eq_ignore_ascii_case("a") {
        return months(&lower(reading, at + 1)).map(|_| (1.0, at + 1));
    }
    let value = number(word)?;
    let again = reading.word(at + 1) == "(" && number(reading.word(at + 2)).is_some();
    let next = if again && reading.word(at + 3) == ")" {
        at + 4
    } else {
        at + 1
    };
    Some((value, next + usize::from(reading.word(next) == "+")))
}

/// Words between number and unit that change nothing.
fn filler(reading: &Reading<'_>, mut at: usize) -> usize {
    const FILLERS: &[&[&str]] = &[
        &["or", "more"],
        &["or", "greater"],
        &["plus"],
        &["or", "more", "full"],
        &["full"],
        &["full", "time"],
        &["calendar"],
        &["consecutive"],
        &["continuous"],
        &["solid"],
    ];
    for _ in 0..2 {
        let stands = |filler: &&&[&str]| {
            let mut words = filler.iter().enumerate();
            words.all(|(index, word)| lower(reading, at + index) == *word)
        };
        let longest = FILLERS
            .iter()
            .filter(stands)
            .map(|filler| filler.len())
            .max();
        at += longest.unwrap_or(0);
    }
    at
}

/// How many months a unit has.
fn months(word: &str) -> Option<f64> {
    match word {
        "year" | "years" | "yr" | "yrs" | "year(s)" => Some(MONTHS_OF_YEAR),
        "month" | "months" | "mos" => Some(1.0),
        _ => None,
    }
}

fn lower(reading: &Reading<'_>, at: usize) -> String {
    reading.word(at).to_lowercase()
}
