//! `bitmap_intersect(a, b)`: the postings that are in both sets.
//!
//! ```text
//!   {1, 2, 5} and {2, 7}  ──►  {2}
//! ```

use std::sync::LazyLock;

use datafusion::logical_expr::Documentation;

use super::set_operation::SetOperation;
use crate::aggregate::{PostingSet, STATES};

/// `bitmap_intersect(a, b)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct BitmapIntersect;

impl SetOperation for BitmapIntersect {
    const NAME: &'static str = "bitmap_intersect";

    fn apply(first: &mut PostingSet, second: &PostingSet) {
        first.intersect_with(second);
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "The postings that are in both sets. Null when either is null.",
                "bitmap_intersect(a, b)",
            )
            .with_argument("a", "A set written by `bitmap_state` or any function of this family.")
            .with_argument("b", "Another set.")
            .with_sql_example(
                "SELECT bitmap_count(bitmap_intersect(a.postings_state, b.postings_state)) AS ask_for_both\n\
                 FROM   counts.skill_counts a JOIN counts.skill_counts b USING (date, cbsa_code)\n\
                 WHERE  a.skill_name = 'SQL' AND b.skill_name = 'Python'",
            )
            .with_related_udf("bitmap_and_not")
            .with_related_udf("bitmap_or")
            .build()
        });
        &DOCUMENTATION
    }
}
