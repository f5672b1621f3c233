//! A date of the Gregorian calendar, and its number of days since 1970-01-01.
//!
//! ```text
//!   2016-01-05  ◄──►  16805
//! ```
//!
//! The arithmetic counts in eras of 400 years (146,097 days) that begin on a first of March, so that the leap
//! day is the last day of a year and needs no special case.

use std::fmt;

const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

/// A year, a month and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: i32,
    month: u32,
    day: u32,
}

impl CivilDate {
    /// A date, if the calendar has it: years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The date that lies so many days after 1970-01-01 (before it, when negative).
    pub fn from_days(days: i32) -> Self {
        let days = i64::from(days) + DAYS_TO_1970;
        let era = days.div_euclid(DAYS_PER_ERA);
        let day_of_era = days.rem_euclid(DAYS_PER_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: year as i32,
            month: month as u32,
            day: day as u32,
        }
    }

    /// Days since 1970-01-01: the value of a `Date32`.
    pub fn days(self) -> i32 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        (era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970) as i32
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.day
    }

    /// The quarter, 1 to 4.
    pub fn quarter(self) -> u32 {
        (self.month - 1) / 3 + 1
    }

    /// The first day of a month.
    pub(crate) fn first_of_month(year: i32, month: u32) -> Option<Self> {
        Self::new(year, month, 1)
    }

    /// The last day of a month.
    pub(crate) fn last_of_month(year: i32, month: u32) -> Option<Self> {
        Self::new(year, month, days_in_month(year, month))
    }

    /// Reads `2016-01-05`; nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        Self::new(digits(year)? as i32, digits(month)?, digits(day)?)
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A number of digits only: no sign, no space.
pub(crate) fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (days, text) in [
            (0, "1970-01-01"),
            (16805, "2016-01-05"),
            (16860, "2016-02-29"),
            (-1, "1969-12-31"),
            (11016, "2000-02-29"),
            (-719_162, "0001-01-01"),
            (2_932_896, "9999-12-31"),
        ] {
            assert_eq!(CivilDate::from_days(days).to_string(), text);
            assert_eq!(CivilDate::parse(text).map(CivilDate::days), Some(days));
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut previous = CivilDate::from_days(-150_000);
        for days in -149_999..150_000 {
            let date = CivilDate::from_days(days);
            assert!(date > previous, "{date} after {previous}");
            assert_eq!(date.days(), days);
            assert_eq!(
                CivilDate::new(date.year(), date.month(), date.day()),
                Some(date)
            );
            previous = date;
        }
    }

    #[test]
    fn only_dates_that_exist_are_read() {
        for text in [
            "2015-02-29",
            "1900-02-29",
            "2016-13-01",
            "2016-00-10",
            "2016-04-31",
            "0000-01-01",
        ] {
            assert_eq!(CivilDate::parse(text), None, "{text}");
        }
        for text in [
            "",
            "2016",
            "2016-1-5",
            "2016-01-05 ",
            "+016-01-05",
            "20160105",
            "2016-01-05-",
            "२०१६-01-05",
        ] {
            assert_eq!(CivilDate::parse(text), None, "{text}");
        }
    }
}
