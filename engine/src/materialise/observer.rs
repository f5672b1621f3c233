//! What a materialisation tells while it runs.

use chrono::NaiveDate;

/// Something that happened during a materialisation.
#[derive(Debug, Clone, PartialEq)]
pub enum MaterializeEvent {
    /// The work is known.
    Planned {
        /// Tables with work to do.
        tables: usize,
        /// (table, day) pairs to compute.
        days: u64,
    },
    /// One day of one table is computed and written (not yet committed).
    DayDone {
        /// The table's SQL name.
        table: String,
        /// The day.
        date: NaiveDate,
        /// Rows written.
        rows: u64,
    },
    /// One day of one table failed; the others go on.
    DayFailed {
        /// The table's SQL name.
        table: String,
        /// The day.
        date: NaiveDate,
        /// Why.
        message: String,
    },
    /// A batch of days of one table is committed.
    Committed {
        /// The table's SQL name.
        table: String,
        /// Days in the commit.
        days: u64,
    },
}

/// Hears of a materialisation's progress. Be quick.
pub trait MaterializeObserver: Send + Sync {
    /// Something happened.
    fn observe(&self, event: MaterializeEvent);
}

impl MaterializeObserver for crate::land::Unobserved {
    fn observe(&self, _event: MaterializeEvent) {}
}
