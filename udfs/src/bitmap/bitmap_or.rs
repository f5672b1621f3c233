//! `bitmap_or(a, b)`: the postings that are in either set.
//!
//! ```text
//!   {1, 2, 5} or {2, 7}  ──►  {1, 2, 5, 7}
//! ```

use std::sync::LazyLock;

use datafusion::logical_expr::Documentation;

use super::set_operation::SetOperation;
use crate::aggregate::{PostingSet, STATES};

/// `bitmap_or(a, b)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct BitmapOr;

impl SetOperation for BitmapOr {
    const NAME: &'static str = "bitmap_or";

    fn apply(first: &mut PostingSet, second: &PostingSet) {
        first.union_with(second);
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "The postings that are in either set. Null when either is null; to merge the sets of many rows use `bitmap_union`.",
                "bitmap_or(a, b)",
            )
            .with_argument("a", "A set written by `bitmap_state` or any function of this family.")
            .with_argument("b", "Another set.")
            .with_sql_example(
                "SELECT bitmap_count(bitmap_or(a.postings_state, b.postings_state)) AS ask_for_either\n\
                 FROM   counts.skill_counts a JOIN counts.skill_counts b USING (date, cbsa_code)\n\
                 WHERE  a.skill_name = 'SQL' AND b.skill_name = 'Python'",
            )
            .with_related_udf("bitmap_union")
            .with_related_udf("bitmap_intersect")
            .build()
        });
        &DOCUMENTATION
    }
}
