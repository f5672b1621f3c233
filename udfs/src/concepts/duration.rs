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
    named_length(reading, at).or_else(|| labelled_length(reading, at))
}

/// "3-5 years": the unit stands behind the number, or is part of it ("1yr").
fn named_length(reading: &Reading<'_>, at: usize) -> Option<Duration> {
    if let Some((count, months)) = joined(reading.word(at)) {
        return Some(length(at..at + 1, count, None, months));
    }
    let (minimum, maximum, next) = range(reading, at)?;
    if let Some((count, months)) = joined(reading.word(next))
        && maximum.is_none()
        && count > minimum
    {
        return Some(length(at..next + 1, minimum, Some(count), months));
    }
    let next = filler(reading, next);
    let months = months(&lower(reading, next))?;
    Some(length(at..next + 1, minimum, maximum, months))
}

/// "Years of experience: 3-5", "Yrs: 2": the unit stands in front, with a colon between.
fn labelled_length(reading: &Reading<'_>, at: usize) -> Option<Duration> {
    const LABEL: usize = 5;
    let months = months(&lower(reading, at))?;
    let colon = (at + 1..at + LABEL).find(|behind| reading.word(*behind) == ":")?;
    let (minimum, maximum, next) = range(reading, colon + 1)?;
    Some(length(at..next, minimum, maximum, months))
}

fn length(words: Range<usize>, minimum: f64, maximum: Option<f64>, months: f64) -> Duration {
    let years = |count: f64| count / MONTHS_OF_YEAR * months;
    Duration {
        minimum: years(minimum),
        maximum: maximum.map(years),
        words,
    }
}

/// One number or two, and the word behind.
fn range(reading: &Reading<'_>, at: usize) -> Option<(f64, Option<f64>, usize)> {
    let (minimum, next) = amount(reading, at)?;
    let upper = match lower(reading, next).as_str() {
        "to" | "or" | "and" => amount(reading, next + 1),
        _ => amount(reading, next),
    };
    match upper.filter(|(upper, _)| *upper > minimum) {
        Some((upper, end)) => Some((minimum, Some(upper), end)),
        None => Some((minimum, None, next)),
    }
}

/// "1yr", "6mo", "2yrs": a number that its unit is written to.
fn joined(word: &str) -> Option<(f64, f64)> {
    let digits = word.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = word.split_at(digits);
    let months = match unit.to_lowercase().as_str() {
        "mo" => Some(1.0),
        unit => months(unit),
    };
    number(count).zip(months)
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
