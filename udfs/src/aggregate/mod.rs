//! Mergeable aggregates: the states that count tables store, and the aggregates that merge them.
//!
//! ```text
//!   bitmap_state(posting_no)   ──►  set of postings     ──►  bitmap_union(state)    ──►  bitmap_count(state)
//!   quantile_state(hourly_pay) ──►  t-digest            ──►  quantile_merge(state)  ──►  quantile(state, 0.5)
//!   sum(postings)              ──►  (already additive)  ──►  top_n(skill_name, postings, 15)
//!       one day, one group             stored                 any days, any groups        a number
//! ```
//!
//! The law every state obeys, tested by property: `merge(state(A), state(B)) = state(A ∪ B)`, to the byte for
//! sets, to the count and within the error bound for distributions.
//!
//! A new aggregate is a file here that implements [`state::StateFunction`] and a line in the crate's list.

mod bitmap_state;
mod bitmap_union;
mod digest;
mod posting_set;
mod quantile;
mod quantile_merge;
mod quantile_state;
mod state;
mod state_column;
mod top_n;

#[cfg(test)]
mod sql_tests;

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{AggregateUDF, DocSection};

use self::bitmap_state::BitmapState;
use self::bitmap_union::BitmapUnion;
use self::quantile::Quantile;
use self::quantile_merge::QuantileMerge;
use self::quantile_state::QuantileState;
use self::state::StateAggregate;
use self::top_n::TopN;
use crate::{Family, Function, FunctionEntry, Reads, ReferenceData};

pub(crate) use posting_set::PostingSet;
pub(crate) use state_column::{StateColumn, coerce_state};

/// Where these functions stand in the SQL reference.
pub(crate) const STATES: DocSection = DocSection {
    include: true,
    label: "Mergeable aggregates",
    description: Some(
        "States that a count table stores by day and that merge over any days and groups, and what reads them.",
    ),
};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        entry("bitmap_state", 1, StateAggregate::<BitmapState>::default()),
        entry("bitmap_union", 1, StateAggregate::<BitmapUnion>::default()),
        entry(
            "quantile_state",
            1,
            StateAggregate::<QuantileState>::default(),
        ),
        entry(
            "quantile_merge",
            1,
            StateAggregate::<QuantileMerge>::default(),
        ),
        FunctionEntry::scalar(
            "quantile",
            1,
            Family::Aggregate,
            Reads::Nothing,
            Quantile::default(),
        ),
        entry("top_n", 1, TopN::default()),
    ]
}

fn entry(name: &'static str, version: u32, function: impl Into<AggregateUDF>) -> FunctionEntry {
    FunctionEntry {
        name,
        version,
        family: Family::Aggregate,
        reads: Reads::Nothing,
        function: Function::Aggregate(function.into()),
    }
}

/// Any integer is cast to Int64; anything else is refused when the query is planned.
pub(crate) fn coerce_integer(function: &str, argument: &DataType) -> Result<DataType> {
    match argument {
        DataType::Null => Ok(DataType::Int64),
        integer if integer.is_integer() => Ok(DataType::Int64),
        other => plan_err!("{function} takes an integer, got {other}; write CAST(… AS BIGINT)"),
    }
}
