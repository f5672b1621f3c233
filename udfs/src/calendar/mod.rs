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

use datafusion::logical_expr::ScalarUDF;

pub use civil_date::CivilDate;
pub use period::{Period, PeriodError};

/// `quarter(date)`: the quarter of a date, such as `2016Q1`.
pub fn quarter() -> ScalarUDF {
    quarter::Quarter::default().into()
}
