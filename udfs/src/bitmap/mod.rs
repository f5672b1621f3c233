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

use std::sync::Arc;

use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::ScalarUDF;

use self::bitmap_and_not::BitmapAndNot;
use self::bitmap_contains::BitmapContains;
use self::bitmap_count::BitmapCount;
use self::bitmap_intersect::BitmapIntersect;
use self::bitmap_or::BitmapOr;
use self::set_operation::SetFunction;
use crate::aggregate::PostingSet;
use crate::{Family, FunctionEntry, Reads, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    let entry = |name, version, function: ScalarUDF| {
        FunctionEntry::scalar(name, version, Family::Aggregate, Reads::Nothing, function)
    };
    vec![
        entry("bitmap_count", 1, BitmapCount::default().into()),
        entry(
            "bitmap_intersect",
            1,
            SetFunction::<BitmapIntersect>::default().into(),
        ),
        entry(
            "bitmap_and_not",
            1,
            SetFunction::<BitmapAndNot>::default().into(),
        ),
        entry("bitmap_or", 1, SetFunction::<BitmapOr>::default().into()),
        entry("bitmap_contains", 1, BitmapContains::default().into()),
    ]
}

fn read_set(function: &str, bytes: &[u8]) -> Result<PostingSet> {
    match PostingSet::from_bytes(bytes) {
        Ok(set) => Ok(set),
        Err(reason) => exec_err!("{function}: not a state this function can read: {reason}"),
    }
}
