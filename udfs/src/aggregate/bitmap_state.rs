//! `bitmap_state(posting_no)`: the set of postings of a group.
//!
//! ```text
//!   date        state  posting_no                     date        state  bitmap_state(posting_no)
//!   2016-01-05  CA     16805<<32|0      GROUP BY      2016-01-05  CA     {0, 2} of day 16805
//!   2016-01-05  CA     16805<<32|2     ─────────►     2016-01-05  TX     {1} of day 16805
//!   2016-01-05  TX     16805<<32|1
//! ```

use std::sync::LazyLock;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::Documentation;

use super::posting_set::PostingSet;
use super::state::{Rows, StateFunction};
use super::{STATES, coerce_integer};

/// `bitmap_state(posting_no)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct BitmapState;

impl StateFunction for BitmapState {
    const NAME: &'static str = "bitmap_state";
    const DISTINCT_IS_HARMLESS: bool = true;
    type State = PostingSet;

    fn coerce(argument: &DataType) -> Result<DataType> {
        coerce_integer(Self::NAME, argument)
    }

    fn feed(column: &ArrayRef, rows: &mut Rows<'_, PostingSet>) -> Result<()> {
        let numbers = column.as_primitive::<Int64Type>();
        for row in 0..numbers.len() {
            if numbers.is_null(row) {
                continue;
            }
            let number = numbers.value(row);
            let Some(set) = rows.state_of(row) else {
                continue;
            };
            match u64::try_from(number) {
                Ok(number) => set.insert(number),
                Err(_) => {
                    return exec_err!(
                        "bitmap_state: a posting number is never negative, got {number}"
                    );
                }
            }
        }
        Ok(())
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "The set of postings of a group, as a roaring bitmap (portable 64-bit layout). States of any days and \
                 groups merge with `bitmap_union` without counting a posting twice, and combine with \
                 `bitmap_intersect`, `bitmap_and_not` and `bitmap_or`. Nulls are ignored; a group without \
                 postings gets an empty set, not null.",
                "bitmap_state(posting_no)",
            )
            .with_argument("posting_no", "Posting numbers: any integer that is not negative.")
            .with_sql_example(
                "SELECT date, skill_id, bitmap_state(posting_no) AS postings_state\n\
                 FROM   attributes.skill_extract_onet_ksat_exact GROUP BY ALL",
            )
            .with_related_udf("bitmap_union")
            .with_related_udf("bitmap_count")
            .build()
        });
        &DOCUMENTATION
    }
}
