//! The words of a sentence that carry its content, folded to plain small letters.
//!
//! ```text
//!  "Review the employee's résumés (2)"  ─►  review  employee  resumes
//! ```
//!
//! Left out: stop words, single letters, numbers.

use std::sync::LazyLock;

use hashbrown::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Words that say nothing about a task.
static STOP_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("stop_words.csv").lines().skip(1).collect());

/// Whether a folded word carries no content.
pub(super) fn is_stop_word(word: &str) -> bool {
    word.len() < 2 || word.bytes().all(|b| b.is_ascii_digit()) || STOP_WORDS.contains(word)
}

/// Calls `visit` with each word of the text, folded; stop words too.
pub(super) fn folded_words(text: &str, mut visit: impl FnMut(&str)) {
    let mut folded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let word = rest.get(start..).unwrap_or("");
        let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        // "Cityâ€™s" is "City’s" read in the wrong encoding: no letter there.
        let broken = after.starts_with('€') && word.ends_with('â');
        fold(
            word.strip_suffix('â').filter(|_| broken).unwrap_or(word),
            &mut folded,
        );
        if !folded.is_empty() {
            visit(&folded);
        }
        rest = after;
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(
            word.nfkd()
                .filter(|c| !is_mark(*c))
                .flat_map(char::to_lowercase),
        );
    }
}
