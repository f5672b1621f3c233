//! `bitmap_and_not(a, b)`: the postings of the first set that are not in the second.
//!
//! ```text
//!   {1, 2, 5} without {2, 7}  ──►  {1, 5}
//! ```

use std::sync::LazyLock;

use datafusion::logical_expr::Documentation;

use super::set_operation::SetOperation;
use crate::aggregate::{PostingSet, STATES};

/// `bitmap_and_not(a, b)`.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct BitmapAndNot;

impl SetOperation for BitmapAndNot {
    const NAME: &'static str = "bitmap_and_not";

    fn apply(first: &mut PostingSet, second: &PostingSet) {
        first.remove_all(second);
    }

    fn documentation() -> &'static Documentation {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "The postings of the first set that are not in the second. Null when either is null.",
                "bitmap_and_not(a, b)",
            )
            .with_argument("a", "A set written by `bitmap_state` or any function of this family.")
            .with_argument("b", "Another set.")
            .with_sql_example(
                "SELECT bitmap_count(bitmap_and_not(a.postings_state, b.postings_state)) AS sql_without_python\n\
                 FROM   counts.skill_counts a JOIN counts.skill_counts b USING (date, cbsa_code)\n\
                 WHERE  a.skill_name = 'SQL' AND b.skill_name = 'Python'",
            )
            .with_related_udf("bitmap_intersect")
            .with_related_udf("bitmap_or")
            .build()
        });
        &DOCUMENTATION
    }
}
