//! Parts of speech, by the Brill tagger and the model that ship in `harper-brill`.
//!
//! ```text
//!  strong  writing  skills        strong  writing  skills
//!  ADJ     VERB     NOUN     ─►   Adjective Participle Noun
//! ```
//!
//! The only file that knows the tagger; another one would need no change elsewhere.

use harper_brill::{Tagger, UPOS, brill_tagger};

/// What the chunker needs to know of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Noun,
    /// A proper noun.
    Name,
    Adjective,
    /// A verb in the form of an adjective or noun: "writing", "advanced", "written".
    Participle,
    Verb,
    /// "of", "in", "to".
    Preposition,
    /// Not in the model: mostly names, jargon and hyphenated words.
    Unknown,
    Other,
}

/// Participles without "-ing" or "-ed".
const IRREGULAR: &[&str] = &[
    "written", "spoken", "proven", "hidden", "driven", "known", "taught",
];

/// The tags of the words of a sentence, in lower case.
pub(super) fn tags(words: &[String]) -> Vec<Tag> {
    let tags = brill_tagger().tag_sentence(words);
    words
        .iter()
        .zip(tags)
        .map(|(word, tag)| simple(word, tag))
        .collect()
}

fn simple(word: &str, tag: Option<UPOS>) -> Tag {
    match tag {
        None => Tag::Unknown,
        Some(UPOS::NOUN) => Tag::Noun,
        Some(UPOS::PROPN) => Tag::Name,
        Some(UPOS::ADJ) => Tag::Adjective,
        Some(UPOS::VERB) if is_participle(word) => Tag::Participle,
        Some(UPOS::VERB) => Tag::Verb,
        Some(UPOS::ADP | UPOS::PART | UPOS::SCONJ) => Tag::Preposition,
        Some(_) => Tag::Other,
    }
}

fn is_participle(word: &str) -> bool {
    let regular = word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"));
    regular || IRREGULAR.contains(&word)
}
