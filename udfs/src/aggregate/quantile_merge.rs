//! `quantile_merge(state)`: merges distributions.
//!
//! ```text
//!   date        soc_code  pay_state                   quarter  soc_code  quantile(quantile_merge(pay_state), 0.5)
//!   2016-01-05  45-2092   t-digest of 2   GROUP BY    2016Q1   45-2092   12.0
//!   2016-01-06  45-2092   t-digest of 9  ─────────►
//! ```

use std::sync::LazyLock;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use super::STATES;
use super::digest::Digest;
use super::state::{Rows, StateFunction, merge_column};
use super::state_column::coerce_state;

/// `quantile_merge(state)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct QuantileMerge;

impl StateFunction for QuantileMerge {
    const NAME: &'static str = "quantile_merge";
    const DISTINCT_IS_HARMLESS: bool = false;
    type State = Digest;

    fn coerce(argument: &DataType) -> Result<DataType> {
        coerce_state(Self::NAME, argument)
    }

    fn feed(column: &ArrayRef, rows: &mut Rows<'_, Digest>) -> Result<()> {
        merge_column(Self::NAME, column, rows)
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "Merges distributions written by `quantile_state`. All states of a group are collected and compressed \
                 once, so the result does not depend on their order. Nulls are ignored; no states at all give an \
                 empty state. Bytes that are not a t-digest are an error.",
                "quantile_merge(state)",
            )
            .with_argument("state", "A column written by `quantile_state`.")
            .with_sql_example(
                "SELECT quarter(date), soc_code, quantile(quantile_merge(pay_state), 0.5) AS median_pay\n\
                 FROM   counts.pay_counts GROUP BY ALL",
            )
            .with_related_udf("quantile_state")
            .with_related_udf("quantile")
            .build()
        });
        &DOCUMENTATION
    }
}
