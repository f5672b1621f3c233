//! `bitmap_union(state)`: merges sets of postings.
//!
//! ```text
//!   date        skill  postings_state                     quarter  skill  bitmap_count(bitmap_union(…))
//!   2016-01-05  SQL    {0, 2} of day 16805    GROUP BY    2016Q1   SQL    3
//!   2016-01-06  SQL    {7}    of day 16806   ─────────►
//! ```

use std::sync::LazyLock;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::Documentation;

use super::STATES;
use super::posting_set::PostingSet;
use super::state::{Rows, StateFunction, merge_column};
use super::state_column::coerce_state;

/// `bitmap_union(state)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct BitmapUnion;

impl StateFunction for BitmapUnion {
    const NAME: &'static str = "bitmap_union";
    const DISTINCT_IS_HARMLESS: bool = true;
    type State = PostingSet;

    fn coerce(argument: &DataType) -> Result<DataType> {
        coerce_state(Self::NAME, argument)
    }

    fn feed(column: &ArrayRef, rows: &mut Rows<'_, PostingSet>) -> Result<()> {
        merge_column(Self::NAME, column, rows)
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "Merges sets of postings written by `bitmap_state`: the postings that are in any of them, each once. \
                 Nulls are ignored; no states at all give the empty set. Bytes that are not a roaring bitmap are \
                 an error.",
                "bitmap_union(state)",
            )
            .with_argument("state", "A column written by `bitmap_state`.")
            .with_sql_example(
                "SELECT quarter(date), state_code, bitmap_count(bitmap_union(postings_state)) AS postings_with_a_skill\n\
                 FROM   counts.skill_counts GROUP BY ALL",
            )
            .with_related_udf("bitmap_state")
            .with_related_udf("bitmap_count")
            .build()
        });
        &DOCUMENTATION
    }
}
