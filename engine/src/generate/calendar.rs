//! How many postings each day gets: few on weekends, slowly more over time, a little uneven.
//!
//! ```text
//! Mon 100  Tue 120  Wed 118  Thu 110  Fri 90  Sat 25  Sun 15    × trend × ±10 %
//! ```

use chrono::{Datelike, Days, NaiveDate};

use super::dice::Dice;

const WEEKDAYS: [u64; 7] = [100, 120, 118, 110, 90, 25, 15];

/// A stream of throws that no posting uses.
const CALENDAR_STREAM: u64 = u64::MAX;

/// The days of a run and where each one's postings end.
#[derive(Debug)]
pub(super) struct Calendar {
    first_day: NaiveDate,
    /// Running totals of weights; the last is the whole.
    totals: Vec<u64>,
    postings: u64,
}

impl Calendar {
    pub(super) fn new(first_day: NaiveDate, days: u32, postings: u64, seed: u64) -> Self {
        let mut dice = Dice::new(seed, CALENDAR_STREAM);
        let mut total = 0u64;
        let totals = (0..days.max(1))
            .map(|day| {
                let weekday =
                    (u64::from(first_day.weekday().num_days_from_monday()) + u64::from(day)) % 7;
                let weekday = usize::try_from(weekday).unwrap_or(0);
                let trend = 10_000 + 3 * u64::from(day);
                total += WEEKDAYS[weekday] * trend * u64::from(90 + dice.below(21));
                total
            })
            .collect();
        Self {
            first_day,
            totals,
            postings: postings.max(1),
        }
    }

    /// The day of the nth posting; days follow one another.
    pub(super) fn day(&self, posting: u64) -> NaiveDate {
        let whole = u128::from(self.totals.last().copied().unwrap_or(1));
        let at = u128::from(posting) * whole / u128::from(self.postings);
        let day = self
            .totals
            .partition_point(|total| u128::from(*total) <= at);
        add_days(self.first_day, day as u64)
    }
}

/// A later day; the same one at the end of time.
pub(super) fn add_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
