//! Which section a label names, by the table of headings.
//!
//! ```text
//!  "Your key responsibilities will include"  lead your key · phrase · tail will include
//!  "Skills & Experience"                     two phrases: the kind of the first
//!  "TWIC Requirement"                        no phrase, but a last word that makes headings
//!  "Skills in Excel"                         nothing
//! ```

use std::collections::HashMap;
use std::sync::LazyLock;

use super::SectionKind;
use super::vocabulary::{LABELS, LAST_WORDS, LEADS, PHRASES, TAILS};
use super::words::Words;

/// How sure a label is to be a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Only its last word says so.
    LastWord,
    /// A word that running text and lists use as well.
    Label,
    /// A heading's phrase.
    Phrase,
}

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) kind: SectionKind,
    pub(super) trust: Trust,
}

/// More words than any heading has.
const LONGEST_WORDS: usize = 16;

/// More bytes than any heading has.
pub(super) const LONGEST_BYTES: usize = 120;

/// Words before a last word that makes a heading.
const LONGEST_BEFORE_LAST: usize = 3;

static ENTRIES: LazyLock<HashMap<String, Named>> = LazyLock::new(|| {
    let rows = |table: &'static [(SectionKind, &[&str])], trust| {
        table.iter().flat_map(move |(kind, phrases)| {
            let named = Named { kind: *kind, trust };
            phrases
                .iter()
                .map(move |phrase| (Words::of(phrase).as_str().to_owned(), named))
        })
    };
    // A phrase given in both tables is a phrase: later rows replace earlier ones.
    rows(LABELS, Trust::Label)
        .chain(rows(PHRASES, Trust::Phrase))
        .collect()
});

/// The section that a label names, if any.
pub(super) fn named(label: &str) -> Option<Named> {
    let half_a_bracket = label.contains(')') && !label.contains('(');
    if label.len() > LONGEST_BYTES || half_a_bracket {
        return None;
    }
    let words = Words::of(label);
    known(&words)
        .or_else(|| {
            // "Knowledge, skills and abilities (KSAs)" is known without what it has in brackets.
            let outside = without_brackets(label)?;
            known(&Words::of(&outside))
        })
        .or_else(|| by_last_word(label, &words))
}

fn known(words: &Words) -> Option<Named> {
    if words.len() == 0 || words.len() > LONGEST_WORDS {
        return None;
    }
    phrase(words, 0, words.len()).or_else(|| compound(words))
}

/// The longest phrase of `from..to` with nothing but leads before it and tails behind it.
fn phrase(words: &Words, from: usize, to: usize) -> Option<Named> {
    let leads = (from..to)
        .take_while(|at| LEADS.contains(&words.word(*at)))
        .count();
    let tails = (from..to)
        .rev()
        .take_while(|at| TAILS.contains(&words.word(*at)))
        .count();
    for first in from..=from + leads {
        for end in (first.max(to - tails)..=to).rev() {
            match ENTRIES.get(words.get(first..end)) {
                // "Experience in the following" introduces a list.
                Some(named) if named.trust == Trust::Phrase || end == to => return Some(*named),
                _ => {}
            }
        }
    }
    None
}

/// Phrases with "and" between them name what the first names.
fn compound(words: &Words) -> Option<Named> {
    let mut first = None;
    let mut from = 0;
    for end in 0..=words.len() {
        if end < words.len() && words.word(end) != "and" {
            continue;
        }
        let named = phrase(words, from, end)?;
        first = first.or(Some(named.kind));
        from = end + 1;
    }
    // Two words of lists together are as good as a phrase.
    first.map(|kind| Named {
        kind,
        trust: Trust::Phrase,
    })
}

/// "TWIC Requirement": a few capitalised words and a last one that makes headings.
fn by_last_word(label: &str, words: &Words) -> Option<Named> {
    let before = words.len().checked_sub(1)?;
    let last = words.word(before);
    let row = LAST_WORDS.iter().find(|(_, lasts)| lasts.contains(&last))?;
    let plain = !label.contains([',', ';', '(']);
    let capitals = label
        .split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase));
    (plain && capitals && before <= LONGEST_BEFORE_LAST).then_some(Named {
        kind: row.0,
        trust: Trust::LastWord,
    })
}

fn without_brackets(label: &str) -> Option<String> {
    let (before, rest) = label.split_once(['(', '['])?;
    let after = rest.split_once([')', ']']).map_or("", |(_, after)| after);
    Some(format!("{before} {after}"))
}
