//! The order of task IDs.
//!
//! ```text
//!  "987"  <  "8823"  <  "21001"  <  "A1"        numbers by value, then everything else
//! ```

use std::cmp::Ordering;

/// Compares IDs: numbers by value before other texts.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let key = |id: &str| {
        (
            id.parse::<u64>().ok().map_or(u64::MAX, |n| n),
            id.to_owned(),
        )
    };
    key(a).cmp(&key(b))
}
