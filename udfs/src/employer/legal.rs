//! The legal form at the end of a name.
//!
//! ```text
//!  acme co inc  ─►  acme co  ─►  acme          smith limited liability company  ─►  smith
//!  company      ─►  company      nothing else is left
//! ```

/// Forms of one word; "L.L.C." has become "llc" before.
const SUFFIXES: &[&str] = &[
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "lllp",
    "llp",
    "lp",
    "ltd",
    "na",
    "nv",
    "pc",
    "plc",
    "pllc",
    "pty",
    "sa",
];

/// Forms of several words.
const PHRASES: &[&[&str]] = &[
    &["limited", "liability", "company"],
    &["limited", "liability", "co"],
    &["limited", "liability", "corporation"],
    &["limited", "liability", "partnership"],
    &["limited", "partnership"],
    &["public", "limited", "company"],
    &["professional", "corporation"],
    &["national", "association"],
];

/// Leaves out all forms at the end, as long as a word stays.
pub(super) fn leave_out(words: &mut Vec<String>) {
    loop {
        let phrase = PHRASES.iter().find(|phrase| ends_with(words, phrase));
        let length = match phrase {
            Some(phrase) => phrase.len(),
            None => usize::from(words.last().is_some_and(|word| SUFFIXES.contains(&&**word))),
        };
        if length == 0 || length >= words.len() {
            return;
        }
        words.truncate(words.len() - length);
    }
}

fn ends_with(words: &[String], phrase: &[&str]) -> bool {
    let start = words.len().checked_sub(phrase.len());
    let end = start.and_then(|start| words.get(start..));
    end.is_some_and(|end| end.iter().zip(phrase).all(|(a, b)| a == b))
}
