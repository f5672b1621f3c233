//! Days as ranges: `2016-01-01..2016-01-29, 2016-02-03, … 4 more`.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

/// Ranges that are written out before the rest is only counted.
const SHOWN: usize = 3;

/// A set of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DayRanges(BTreeSet<NaiveDate>);

impl DayRanges {
    /// One day.
    pub(crate) fn of(day: NaiveDate) -> Self {
        Self(BTreeSet::from([day]))
    }

    /// One more day.
    pub(crate) fn add(&mut self, day: NaiveDate) {
        self.0.insert(day);
    }

    /// The number of days.
    pub(crate) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn ranges(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let mut ranges: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for day in &self.0 {
            match ranges.last_mut() {
                Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
                _ => ranges.push((*day, *day)),
            }
        }
        ranges
    }
}

impl fmt::Display for DayRanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges = self.ranges();
        let shown: Vec<String> = ranges
            .iter()
            .take(SHOWN)
            .map(|(first, last)| {
                if first == last {
                    first.to_string()
                } else {
                    format!("{first}..{last}")
                }
            })
            .collect();
        f.write_str(&shown.join(", "))?;
        match (ranges.len().saturating_sub(SHOWN), ranges.last()) {
            (0, _) | (_, None) => Ok(()),
            (more, Some((_, last))) => write!(f, ", … {more} more up to {last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(days: &[u32]) -> String {
        let mut ranges = DayRanges::default();
        for day in days {
            ranges.add(NaiveDate::from_ymd_opt(2016, 1, *day).unwrap());
        }
        ranges.to_string()
    }

    #[test]
    fn neighbours_make_a_range() {
        assert_eq!(ranges(&[]), "");
        assert_eq!(ranges(&[1]), "2016-01-01");
        assert_eq!(
            ranges(&[3, 1, 2, 2, 9]),
            "2016-01-01..2016-01-03, 2016-01-09"
        );
        assert_eq!(
            ranges(&[1, 3, 5, 7, 9]),
            "2016-01-01, 2016-01-03, 2016-01-05, … 2 more up to 2016-01-09"
        );
    }
}
