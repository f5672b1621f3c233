//! `quarter(date)`: the quarter of a date.
//!
//! ```text
//!   2016-03-31  ──►  2016Q1
//! ```
//!
//! A comparison such as `quarter(date) = '2016Q1'` is turned around by the optimizer into a range of dates, so that
//! only the quarter's days are read.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Array, StringArray, StringBuilder};
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::interval_arithmetic::Interval;
use datafusion::logical_expr::preimage::PreimageResult;
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::logical_expr::{
    ColumnarValue, DocSection, Documentation, Expr, ScalarFunctionArgs, ScalarUDFImpl, Signature,
    Volatility,
};

use super::civil_date::CivilDate;
use super::period::Period;

/// Where the calendar functions stand in the SQL reference.
const CALENDAR: DocSection = DocSection {
    include: true,
    label: "Calendar",
    description: Some("Periods of dates."),
};

/// `quarter(date)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Quarter {
    signature: Signature,
}

impl Default for Quarter {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for Quarter {
    fn name(&self) -> &str {
        "quarter"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) | DataType::Null] => {
                Ok(vec![DataType::Date32])
            }
            [DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View] => Ok(vec![DataType::Utf8]),
            [other] => plan_err!("quarter takes a date, a timestamp or text, got {other}"),
            _ => plan_err!("quarter takes one date, got {} arguments", arguments.len()),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [dates] = arrays.as_slice() else {
            return plan_err!("quarter takes one date, got {} arguments", arrays.len());
        };
        let quarters: ArrayRef = match dates.data_type() {
            DataType::Utf8 => Arc::new(quarters_of(&read_dates(dates.as_string::<i32>()))),
            _ => Arc::new(quarters_of(dates.as_primitive::<Date32Type>())),
        };
        Ok(ColumnarValue::Array(quarters))
    }

    fn preimage(
        &self,
        args: &[Expr],
        lit_expr: &Expr,
        info: &SimplifyContext,
    ) -> Result<PreimageResult> {
        let ([date], Some(literal)) = (args, lit_expr.as_literal()) else {
            return Ok(PreimageResult::None);
        };
        let quarter = literal.try_as_str().flatten().and_then(quarter_bounds);
        match quarter {
            Some((first, after)) if info.get_data_type(date)? == DataType::Date32 => {
                let interval = Interval::try_new(
                    ScalarValue::Date32(Some(first)),
                    ScalarValue::Date32(Some(after)),
                )?;
                Ok(PreimageResult::Range {
                    expr: date.clone(),
                    interval: Box::new(interval),
                })
            }
            _ => Ok(PreimageResult::None),
        }
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                CALENDAR,
                "The quarter of a date, such as `2016Q1`: text that sorts in time. Null for null and for text that \
                 does not begin with a date (`2016-01-05`). In a filter (`quarter(date) = '2016Q1'`) only the days of the \
                 quarter are read.",
                "quarter(date)",
            )
            .with_argument("date", "A date, a timestamp (its own day), or text that begins with a date.")
            .with_sql_example(
                "SELECT quarter(date), sum(postings) FROM counts.soc_counts GROUP BY quarter(date)",
            )
            .build()
        });
        Some(&DOCUMENTATION)
    }
}

/// First day and the day after the last one, for text that is exactly what `quarter` returns.
fn quarter_bounds(text: &str) -> Option<(i32, i32)> {
    let period: Period = text.parse().ok()?;
    let is_quarter = text.len() == 6 && text.as_bytes()[4] == b'Q' && period.to_string() == text;
    is_quarter.then(|| (period.first().days(), period.last().days() + 1))
}

/// Days of texts such as `2016-01-05` or `2016-01-05T10:00:00Z`.
fn read_dates(texts: &StringArray) -> Date32Array {
    texts
        .iter()
        .map(|text| {
            let text = text?.trim_start();
            let (date, rest) = text.split_at_checked(10)?;
            let ends_there = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
            let date = CivilDate::parse(date)?;
            ends_there.then(|| date.days())
        })
        .collect()
}

fn quarters_of(dates: &Date32Array) -> StringArray {
    let mut quarters = StringBuilder::with_capacity(dates.len(), dates.len() * 6);
    // Dates repeat: a day's rows follow each other.
    let (mut known, mut text) = (None, String::new());
    for row in 0..dates.len() {
        if dates.is_null(row) {
            quarters.append_null();
            continue;
        }
        let days = dates.value(row);
        if known.replace(days) != Some(days) {
            let date = CivilDate::from_days(days);
            text = format!("{:04}Q{}", date.year(), date.quarter());
        }
        quarters.append_value(&text);
    }
    quarters.finish()
}

#[cfg(test)]
mod tests;
