//! `quantile_state(x)`: the distribution of a number within a group.
//!
//! ```text
//!   date        soc_code  hourly_pay               date        soc_code  quantile_state(hourly_pay)
//!   2016-01-05  45-2092   11.5       GROUP BY      2016-01-05  45-2092   t-digest of {11.5, 12.0}
//!   2016-01-05  45-2092   12.0      ─────────►
//! ```

use std::sync::LazyLock;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::Documentation;

use super::STATES;
use super::digest::Digest;
use super::state::{Rows, StateFunction};

/// `quantile_state(x)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct QuantileState;

impl StateFunction for QuantileState {
    const NAME: &'static str = "quantile_state";
    const DISTINCT_IS_HARMLESS: bool = false;
    type State = Digest;

    fn coerce(argument: &DataType) -> Result<DataType> {
        match argument {
            DataType::Null => Ok(DataType::Float64),
            number if number.is_numeric() => Ok(DataType::Float64),
            other => {
                plan_err!("quantile_state takes a number, got {other}; write CAST(… AS DOUBLE)")
            }
        }
    }

    fn feed(column: &ArrayRef, rows: &mut Rows<'_, Digest>) -> Result<()> {
        let numbers = column.as_primitive::<Float64Type>();
        for row in 0..numbers.len() {
            if numbers.is_valid(row)
                && let Some(digest) = rows.state_of(row)
            {
                digest.add(numbers.value(row));
            }
        }
        Ok(())
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "The distribution of a number within a group, as a t-digest (the layout of Apache DataSketches, \
                 k = 400). `quantile_merge` merges states and `quantile` reads them. Groups of up to 200 values \
                 are kept exactly; beyond that a quantile is usually within half a percent of the rank asked for \
                 (one and a half in the middle of very uneven data) and nearer towards the ends. No randomness: the \
                 same values give the same bytes in any order. Nulls, NaN and infinities are ignored; a group \
                 without values gets an empty state, not null.",
                "quantile_state(x)",
            )
            .with_argument("x", "Any number.")
            .with_sql_example(
                "SELECT date, soc_code, quantile_state(hourly_pay) AS pay_state FROM pay GROUP BY ALL",
            )
            .with_related_udf("quantile_merge")
            .with_related_udf("quantile")
            .build()
        });
        &DOCUMENTATION
    }
}
