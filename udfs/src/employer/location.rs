//! The number of a store or location at the end of a name.
//!
//! ```text
//!  subway #1234  ─►  subway          walgreens store 12   ─►  walgreens
//!  motel 6       ─►  motel 6         school district no. 1  ─►  school district 1
//! ```
//!
//! A number without "#" or such a word belongs to the name, and so does the number of a district,
//! school, local, lodge or post: there it tells employers apart.

/// Words that say that a location's number follows.
const LOCATION_WORDS: &[&str] = &[
    "location",
    "loc",
    "no",
    "number",
    "restaurant",
    "shop",
    "site",
    "store",
];

/// Words whose number is part of the name.
const NUMBERED: &[&str] = &[
    "chapter", "council", "county", "district", "isd", "local", "lodge", "post", "precinct", "ps",
    "region", "school", "schools", "station", "unit", "usd", "ward",
];

/// Leaves out the number with its words, as long as a word stays.
pub(super) fn leave_out(words: &mut Vec<String>) {
    let Some((last, before)) = words.split_last() else {
        return;
    };
    let marked = last.strip_prefix('#');
    let number = marked.unwrap_or(last);
    let labels = before
        .iter()
        .rev()
        .take_while(|w| LOCATION_WORDS.contains(&&***w))
        .count();
    let name = before.len() - labels;
    let kept = name.checked_sub(1).and_then(|at| before.get(at));
    let counts = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 8;
    let Some(kept) = kept.filter(|_| counts && (marked.is_some() || labels > 0)) else {
        return;
    };
    let end = words.len() - 1;
    if !NUMBERED.contains(&&**kept) {
        words.truncate(name);
    } else if before
        .iter()
        .skip(name)
        .all(|label| label == "no" || label == "number")
    {
        words.drain(name..end);
    }
}

/// Removes the "#" of the numbers that stay.
pub(super) fn unmark(words: &mut [String]) {
    for word in words.iter_mut().filter(|word| word.starts_with('#')) {
        word.remove(0);
    }
}
