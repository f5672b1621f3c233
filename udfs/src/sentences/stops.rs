//! Whether a full stop ends a sentence.
//!
//! ```text
//!  "reports. Answers"   yes        "e.g. taxes"   no, abbreviation      "reports. and"   no, small
//!  "reports.Answers"    yes        "J. Smith"     no, single letter     "version 2.5"    no
//! ```

/// Words that a stop belongs to, in small letters.
const ABBREVIATIONS: &[&str] = &[
    "approx", "apt", "assoc", "asst", "attn", "ave", "blvd", "capt", "col", "dept", "dr", "eg",
    "est", "etal", "ext", "fig", "ft", "gen", "gov", "hon", "hwy", "ie", "jr", "lt", "maj", "max",
    "min", "mr", "mrs", "ms", "mt", "prof", "rd", "rep", "rev", "sec", "sen", "sgt", "sr", "st",
    "ste", "viz", "vs",
];

/// Words that a stop belongs to when a number follows.
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "vol", "art", "ch", "pp", "p", "pt"];

/// Whether the mark between the texts (".", "!" or "?", and what closes behind it) ends a sentence.
pub(super) fn ends_sentence(before: &str, mark: u8, behind: &str) -> bool {
    let next = behind.trim_start();
    let Some(first) = next.chars().next() else {
        return true;
    };
    if next.len() == behind.len() {
        return mark == b'.' && is_stuck(before, behind);
    }
    if mark != b'.' {
        return !first.is_lowercase();
    }
    let word = last_word(before);
    let number = first.is_ascii_digit() || first == '#';
    let before_number = number && BEFORE_NUMBERS.contains(&&*word.to_ascii_lowercase());
    !(first.is_lowercase() || is_abbreviation(word) || before_number)
}

/// "reports.Answers": the space was lost.
fn is_stuck(before: &str, behind: &str) -> bool {
    let small = before
        .bytes()
        .rev()
        .take_while(u8::is_ascii_lowercase)
        .take(3)
        .count();
    let mut next = behind.bytes();
    let capital = next.next().is_some_and(|b| b.is_ascii_uppercase());
    small == 3 && capital && next.next().is_some_and(|b| b.is_ascii_lowercase())
}

/// The last word with the stops inside it, at most its last 12 bytes.
fn last_word(before: &str) -> &str {
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(12))..);
    let near = near.unwrap_or("");
    let word = near
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next();
    word.unwrap_or("")
}

fn is_abbreviation(word: &str) -> bool {
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    // "U.S", "e.g", "a.m": parts of one or two letters.
    let parts = word.contains('.') && word.split('.').all(|part| part.len() <= 2);
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.');
    single || parts && letters || ABBREVIATIONS.contains(&&*word.to_ascii_lowercase())
}
