//! Periods as people write them, with the error of this crate.

use chrono::NaiveDate;
use datafusion::arrow::datatypes::Date32Type;
use daybook_udfs::Period;

use crate::error::{Error, Result};

/// First and last day of `2016Q1`, `2016`, `2016-03`, `2016-03-05` or `2016-01-01..2016-03-31`.
pub(crate) fn period_days(text: &str) -> Result<(NaiveDate, NaiveDate)> {
    let period: Period = text
        .parse()
        .map_err(|error| Error::invalid(format!("{error}")))?;
    let (first, last) = period.bounds();
    match (
        Date32Type::to_naive_date_opt(first),
        Date32Type::to_naive_date_opt(last),
    ) {
        (Some(first), Some(last)) => Ok((first, last)),
        _ => Err(Error::invalid(format!(
            "period `{text}` is beyond the calendar"
        ))),
    }
}
