//! Postings that nobody wrote: realistic, of any number, the same for the same seed.
//!
//! ```text
//! GenerateSpec { postings: 1000, days: 90, seed: 7, … }
//!   posting 41 ─► day (calendar) ─► throws of stream 41 ─► occupation, city, words ─► one JSON line
//! ```
//!
//! A posting depends on the seed and its number alone, so lines can be made in any order; a repost says what an earlier one
//! said, under another id. With `defects`, one line in a hundred is spoilt and one repeats the line before it.

mod calendar;
mod defects;
mod dice;
mod facts;
mod json;
mod posting;
mod words;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use calendar::Calendar;
use dice::Dice;
use facts::Facts;
use posting::Posting;

/// How far back the original of a repost lies, in postings.
const REPOST_REACH: u32 = 3_000;

/// Postings in a hundred that repeat an earlier one under a new id.
const REPOSTS_PERCENT: u32 = 4;

/// Streams of the throws about a posting, as opposed to what it says.
const ABOUT_STREAM: u64 = 1 << 62;

/// What to generate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenerateSpec {
    /// Number of lines.
    pub postings: u64,
    /// Number of days they are spread over.
    pub days: u32,
    /// The first of them.
    pub first_day: NaiveDate,
    /// Another seed, other postings.
    pub seed: u64,
    /// The source, as it appears in addresses.
    pub source: String,
    /// Whether about one line in a hundred is unusable and one a duplicate.
    pub defects: bool,
}

/// The lines of a specification, in the order of their days. Made by [`generate`].
#[derive(Debug)]
pub struct GeneratedLines {
    spec: GenerateSpec,
    facts: Facts,
    calendar: Calendar,
    next: u64,
}

/// JSON lines of the common schema, without line ends.
///
/// ```
/// use daybook_engine::generate::{GenerateSpec, generate};
/// let spec = GenerateSpec {
///     postings: 2,
///     days: 1,
///     first_day: Default::default(),
///     seed: 7,
///     source: "DEMO".to_owned(),
///     defects: false,
/// };
/// assert_eq!(generate(&spec).count(), 2);
/// ```
pub fn generate(spec: &GenerateSpec) -> GeneratedLines {
    GeneratedLines {
        calendar: Calendar::new(spec.first_day, spec.days, spec.postings, spec.seed),
        facts: Facts::read(),
        spec: spec.clone(),
        next: 0,
    }
}

impl GeneratedLines {
    /// The line of a posting, whole.
    fn line(&self, number: u64) -> Option<String> {
        let mut about = Dice::new(self.spec.seed, ABOUT_STREAM | number);
        let reach = u32::try_from(number).unwrap_or(u32::MAX).min(REPOST_REACH);
        let original = if about.percent(REPOSTS_PERCENT) && reach > 0 {
            number - 1 - u64::from(about.below(reach))
        } else {
            number
        };
        let posting = Posting::compose(&self.facts, &mut Dice::new(self.spec.seed, original))?;
        let id = format!("{:x}-{number:08}", self.spec.seed);
        let day = self.calendar.day(number);
        Some(json::line(&posting, &id, &self.spec.source, day))
    }
}

impl Iterator for GeneratedLines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let number = self.next;
        if number >= self.spec.postings {
            return None;
        }
        self.next += 1;
        if !self.spec.defects {
            return self.line(number);
        }
        let defect = defects::of(self.spec.seed, number);
        let shown = if defect == Some(defects::Defect::Repeated) && number > 0 {
            number - 1
        } else {
            number
        };
        let line = self.line(shown)?;
        Some(defects::spoil(defect, line))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.spec.postings - self.next).unwrap_or(usize::MAX);
        (left, Some(left))
    }
}
