//! A period as people write it, and the days it covers.
//!
//! ```text
//!   2016Q1                    2016-01-01 … 2016-03-31
//!   2016                      2016-01-01 … 2016-12-31
//!   2016-03                   2016-03-01 … 2016-03-31
//!   2016-01-05                2016-01-05 … 2016-01-05
//!   2016-01-01..2016-03-31    both days included; either end may be any of the forms above
//! ```

use std::fmt;
use std::str::FromStr;

use super::civil_date::{CivilDate, digits};

/// An unbroken run of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: CivilDate,
    last: CivilDate,
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// None of the forms.
    #[error(
        "'{0}' is not a period; write a quarter (2016Q1), a year (2016), a month (2016-03), a day (2016-01-05) or two of these (2016-01-01..2016-03-31)"
    )]
    Unreadable(String),
    /// One of the forms, but the calendar does not have it.
    #[error("'{0}' is not in the calendar")]
    NotInCalendar(String),
    /// A range that ends before it begins.
    #[error("the period '{text}' ends on {last}, before it begins on {first}; swap its ends")]
    Reversed {
        /// What was written.
        text: String,
        /// Its first day.
        first: CivilDate,
        /// Its last day.
        last: CivilDate,
    },
}

impl Period {
    /// The days from `first` to `last`, both included; none when `last` comes before `first`.
    pub fn new(first: CivilDate, last: CivilDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first day.
    pub fn first(self) -> CivilDate {
        self.first
    }

    /// The last day, included.
    pub fn last(self) -> CivilDate {
        self.last
    }

    /// First and last day as days since 1970-01-01, both included.
    pub fn bounds(self) -> (i32, i32) {
        (self.first.days(), self.last.days())
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        self.last.days().abs_diff(self.first.days()) + 1
    }

    /// Whether a day (since 1970-01-01) lies in it.
    pub fn contains(self, days: i32) -> bool {
        (self.first.days()..=self.last.days()).contains(&days)
    }

    fn of_months(year: i32, months: (u32, u32)) -> Option<Self> {
        Self::new(
            CivilDate::first_of_month(year, months.0)?,
            CivilDate::last_of_month(year, months.1)?,
        )
    }

    fn parse_one(text: &str) -> Result<Self, PeriodError> {
        let shape: String = text
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else {
                    c.to_ascii_uppercase()
                }
            })
            .collect();
        let number = |from: usize, to: usize| text.get(from..to).and_then(digits).unwrap_or(0);
        let year = number(0, 4) as i32;
        let period = match shape.as_str() {
            "9999" => Self::of_months(year, (1, 12)),
            "9999Q9" => {
                quarter_months(number(5, 6)).and_then(|months| Self::of_months(year, months))
            }
            "9999-99" => Self::of_months(year, (number(5, 7), number(5, 7))),
            "9999-99-99" => CivilDate::new(year, number(5, 7), number(8, 10))
                .and_then(|day| Self::new(day, day)),
            _ => return Err(PeriodError::Unreadable(text.to_string())),
        };
        period.ok_or_else(|| PeriodError::NotInCalendar(text.to_string()))
    }
}

fn quarter_months(quarter: u32) -> Option<(u32, u32)> {
    (1..=4)
        .contains(&quarter)
        .then(|| (quarter * 3 - 2, quarter * 3))
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        let Some((from, to)) = text.split_once("..") else {
            return Self::parse_one(text);
        };
        let first = Self::parse_one(from.trim())?.first;
        let last = Self::parse_one(to.trim())?.last;
        Self::new(first, last).ok_or_else(|| PeriodError::Reversed {
            text: text.to_string(),
            first,
            last,
        })
    }
}

/// The shortest form that says the same: `2016Q1`, not `2016-01-01..2016-03-31`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        let quarter = self.first.quarter();
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else if Self::of_months(year, (1, 12)) == Some(*self) {
            write!(f, "{year:04}")
        } else if Self::of_months(year, (quarter * 3 - 2, quarter * 3)) == Some(*self) {
            write!(f, "{year:04}Q{quarter}")
        } else if Self::of_months(year, (month, month)) == Some(*self) {
            write!(f, "{year:04}-{month:02}")
        } else {
            write!(f, "{}..{}", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests;
