//! One key for the spellings of an employer's name.
//!
//! ```text
//!  "The Acme Company, L.L.C."                     ─►  acme
//!  "JMC Foods Inc. d/b/a Joe's Pizza #1234"       ─►  joes pizza
//!  "St. Mary's Hospital & Clinic"                 ─►  saint marys hospital and clinic
//! ```
//!
//! Folded: case, accents, punctuation, "&", single letters in a row ("J. P." is "JP"), "U.S.".
//! Left out: "the" at either end, legal suffixes at the end, the number of a store or location.
//! Of "A d/b/a B" the key is that of B, the trading name: it is the one that postings, signs and
//! other sources use, while A often is a holding nobody knows, or holds several B. Two employers can
//! share a key ("Delta Inc", "Delta LLC"): it is for grouping spellings, not for proving identity.
//! A key is its own key.

mod fold;
mod legal;
mod location;

/// The key; None if the name has no letter or digit.
#[must_use]
pub(crate) fn employer_key(name: &str) -> Option<String> {
    if !name.contains(char::is_alphanumeric) {
        return None;
    }
    let mut words = fold::words(name);
    // What is left out can bring single letters together, and these a suffix: until nothing changes.
    loop {
        let before = words.clone();
        shorten(&mut words);
        words = fold::words(&words.join(" "));
        if words == before {
            break;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// Leaves out what is not the name; at least one word stays.
fn shorten(words: &mut Vec<String>) {
    trading_name(words);
    loop {
        let count = words.len();
        the_and_and(words);
        legal::leave_out(words);
        location::leave_out(words);
        if words.len() == count {
            break;
        }
    }
    location::unmark(words);
    same_words(words);
}

/// Keeps what stands behind the last "dba", or before it if nothing does.
fn trading_name(words: &mut Vec<String>) {
    while let Some(at) = words.iter().rposition(|word| word == "dba") {
        if words.len() == 1 {
            return;
        }
        if at + 1 < words.len() {
            words.drain(..=at);
        } else {
            words.truncate(at);
        }
    }
}

/// "the" at either end and "and" at the end: "Home Depot, The", "Smith & Co."
fn the_and_and(words: &mut Vec<String>) {
    let last = words.len().saturating_sub(1);
    let first = words
        .iter()
        .take(last)
        .take_while(|word| *word == "the")
        .count();
    words.drain(..first);
    if words.len() > 1
        && words
            .last()
            .is_some_and(|word| word == "the" || word == "and")
    {
        words.pop();
    }
}

/// "St. Luke's" and "Saint Luke's"; "USA", "United States" and "US".
fn same_words(words: &mut Vec<String>) {
    if words.len() > 1
        && let Some(first) = words.first_mut().filter(|word| *word == "st")
    {
        "saint".clone_into(first);
    }
    let mut same = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let nation = NATION.iter().find(|names| begins_with(rest, names));
        same.push(nation.map_or_else(|| first.clone(), |_| "us".to_owned()));
        rest = nation
            .and_then(|names| rest.get(names.len()..))
            .unwrap_or(behind);
    }
    *words = same;
}

fn begins_with(words: &[String], names: &[&str]) -> bool {
    words.len() >= names.len() && words.iter().zip(names).all(|(a, b)| a == b)
}

/// Names of the United States, the longest first.
const NATION: &[&[&str]] = &[
    &["united", "states", "of", "america"],
    &["united", "states"],
    &["usa"],
];

#[cfg(test)]
mod tests;
