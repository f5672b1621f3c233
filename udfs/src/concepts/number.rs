//! Small numbers as postings write them.
//!
//! ```text
//!  "3" ─► 3     "2.5" ─► 2.5     "5+" ─► 5     "three" ─► 3     "1,500" ─► none (three words)
//! ```

const NAMED: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("eighteen", 18.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
];

/// The number that a word is, with or without a last `+`.
pub(crate) fn number(word: &str) -> Option<f64> {
    let digits = word.strip_suffix('+').unwrap_or(word);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        return digits.parse().ok().filter(|_| plain && digits.len() <= 9);
    }
    let named = |(name, _): &&(&str, f64)| name.eq_ignore_ascii_case(digits);
    NAMED.iter().find(named).map(|(_, value)| *value)
}
