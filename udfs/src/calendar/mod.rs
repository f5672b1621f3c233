//! The calendar: quarters of dates, and periods as people write them.
//!
//! ```text
//!   quarter('2016-03-31')          ──►  '2016Q1'
//!   "2016Q1".parse::<Period>()     ──►  2016-01-01 … 2016-03-31, both included
//! ```
//!
//! Dates are Arrow's `Date32`: days since 1970-01-01.

mod civil_date;
mod period;
mod quarter;

use std::sync::Arc;

use crate::{Family, FunctionEntry, Reads, ReferenceData};

pub use civil_date::CivilDate;
pub use period::{Period, PeriodError};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![FunctionEntry::scalar(
        "quarter",
        1,
        Family::Calendar,
        Reads::Nothing,
        quarter::Quarter::default(),
    )]
}
