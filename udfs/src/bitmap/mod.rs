//! Set functions over stored sets of postings.
//!
//! ```text
//!   skill SQL    {1, 2, 5}  ─┐ bitmap_intersect ─► {2}        "postings that ask for both"
//!   skill Rust   {2, 7}     ─┤ bitmap_and_not   ─► {1, 5}     "SQL but not Rust"
//!                            └ bitmap_or        ─► {1, 2, 5, 7}
//!   bitmap_count({1, 2, 5}) = 3        bitmap_contains({1, 2, 5}, 2) = true
//! ```
//!
//! Null in, null out: a set that is not there is not the empty set (write `coalesce` to say otherwise). Bytes that
//! are not a set are an error that names the function.

mod bitmap_and_not;
mod bitmap_contains;
mod bitmap_count;
mod bitmap_intersect;
mod bitmap_or;
mod set_operation;

#[cfg(test)]
mod tests;

use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::ScalarUDF;

use crate::aggregate::PostingSet;

/// `bitmap_intersect(a, b)`: the postings that are in both sets.
pub fn bitmap_intersect() -> ScalarUDF {
    set_operation::SetFunction::<bitmap_intersect::BitmapIntersect>::default().into()
}

/// `bitmap_and_not(a, b)`: the postings of the first set that are not in the second.
pub fn bitmap_and_not() -> ScalarUDF {
    set_operation::SetFunction::<bitmap_and_not::BitmapAndNot>::default().into()
}

/// `bitmap_or(a, b)`: the postings that are in either set.
pub fn bitmap_or() -> ScalarUDF {
    set_operation::SetFunction::<bitmap_or::BitmapOr>::default().into()
}

/// `bitmap_count(state)`: how many postings a set has.
pub fn bitmap_count() -> ScalarUDF {
    bitmap_count::BitmapCount::default().into()
}

/// `bitmap_contains(state, posting_no)`: whether a posting is in a set.
pub fn bitmap_contains() -> ScalarUDF {
    bitmap_contains::BitmapContains::default().into()
}

fn read_set(function: &str, bytes: &[u8]) -> Result<PostingSet> {
    match PostingSet::from_bytes(bytes) {
        Ok(set) => Ok(set),
        Err(reason) => exec_err!("{function}: not a state this function can read: {reason}"),
    }
}
