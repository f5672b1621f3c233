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

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{AggregateUDF, DocSection, ScalarUDF};

pub(crate) use posting_set::PostingSet;
pub(crate) use state::State;
pub(crate) use state_column::{StateColumn, coerce_state};

/// Where these functions stand in the SQL reference.
pub(crate) const STATES: DocSection = DocSection {
    include: true,
    label: "Mergeable aggregates",
    description: Some(
        "States that a count table stores by day and that merge over any days and groups, and what reads them.",
    ),
};

/// `bitmap_state(posting_no)`: the set of postings of a group.
pub fn bitmap_state() -> AggregateUDF {
    state::StateAggregate::<bitmap_state::BitmapState>::default().into()
}

/// `bitmap_union(state)`: merges sets of postings.
pub fn bitmap_union() -> AggregateUDF {
    state::StateAggregate::<bitmap_union::BitmapUnion>::default().into()
}

/// `quantile_state(x)`: the distribution of a number within a group.
pub fn quantile_state() -> AggregateUDF {
    state::StateAggregate::<quantile_state::QuantileState>::default().into()
}

/// `quantile_merge(state)`: merges distributions.
pub fn quantile_merge() -> AggregateUDF {
    state::StateAggregate::<quantile_merge::QuantileMerge>::default().into()
}

/// `top_n(value, weight, n)`: the values with the largest total weights.
pub fn top_n() -> AggregateUDF {
    top_n::TopN::default().into()
}

/// `quantile(state, q)`: reads a quantile from a distribution.
pub fn quantile() -> ScalarUDF {
    quantile::Quantile::default().into()
}

/// Any integer is cast to Int64; anything else is refused when the query is planned.
pub(crate) fn coerce_integer(function: &str, argument: &DataType) -> Result<DataType> {
    match argument {
        DataType::Null => Ok(DataType::Int64),
        integer if integer.is_integer() => Ok(DataType::Int64),
        other => plan_err!("{function} takes an integer, got {other}; write CAST(… AS BIGINT)"),
    }
}
