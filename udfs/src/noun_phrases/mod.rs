//! `noun_phrases`: the skills and abilities that a posting names by a noun phrase.
//!
//! ```text
//!  "• Excellent written and verbal communication skills required"
//!               └───────────────────────────────────┘
//!     written and verbal communication skills
//! ```
//!
//! 1. [`pieces`] cuts the text at line ends and bullets; only lines with an ending are looked at.
//! 2. [`tokens`] cuts a piece into sentences of words and marks.
//! 3. [`tags`] gives each word its part of speech (the Brill tagger of `harper-brill`).
//! 4. [`chunk`] walks back from each ending over what modifies it.
//!
//! Praise and other words that say nothing of the skill end the walk ("excellent"), so a phrase has
//! none at its beginning; what has nothing else ("required skills") is no phrase ([`vocabulary`]).

mod bullets;
mod chunk;
mod endings;
mod extract_phrases;
mod pieces;
mod tags;
mod tokens;
mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

use chunk::Sentence;
use endings::Ending;
use pieces::pieces;
use tokens::{Token, sentences, tokens};
use vocabulary::STOP_PHRASES;

use crate::list_function::list_function;
use crate::{FunctionEntry, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        list_function(extract_phrases::SkillPhrases),
        list_function(extract_phrases::AbilityPhrases),
    ]
}

/// A noun phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Where it stands in the text, in bytes, without the praise before it.
    pub(crate) span: Range<usize>,
    /// The phrase in lower case, with single spaces, `-` for every dash and `&` for `&amp;`.
    pub(crate) phrase: String,
    /// Whether it stands in an item of a list.
    pub(crate) bulleted: bool,
}

/// Noun phrases that end in "skill" or "skills", in order.
///
/// Words joined by "and", "or", "&" or a slash stay one phrase, as written: "written and verbal
/// communication skills" is one, not two, since what the words share cannot be told from grammar.
pub(crate) fn skill_phrases(text: &str) -> Vec<Phrase> {
    phrases(text, Ending::Skill)
}

/// Noun phrases that end in "ability" or "abilities", in order; joined words as in [`skill_phrases`].
pub(crate) fn ability_phrases(text: &str) -> Vec<Phrase> {
    phrases(text, Ending::Ability)
}

fn phrases(text: &str, ending: Ending) -> Vec<Phrase> {
    let mut found = Vec::new();
    for piece in pieces(text, ending) {
        let before = found.len();
        let tokens = tokens(text, piece.range);
        for sentence in sentences(&tokens) {
            collect(text, sentence, ending, &mut found);
        }
        let new = found.iter_mut().skip(before);
        new.for_each(|phrase| phrase.bulleted = piece.bulleted);
    }
    found
}

/// Adds the phrases of a sentence. Tags it only if it has an ending, since tags are what costs time.
fn collect(text: &str, tokens: &[Token], ending: Ending, found: &mut Vec<Phrase>) {
    if !tokens.iter().any(|token| ending.is(&token.word)) {
        return;
    }
    let sentence = Sentence::new(tokens);
    for (at, token) in tokens.iter().enumerate() {
        if ending.is(&token.word)
            && let Some(span) = sentence.noun_phrase(at)
            && let Some(phrase) = phrase(text, span)
        {
            found.push(phrase);
        }
    }
}

fn phrase(text: &str, span: Range<usize>) -> Option<Phrase> {
    let phrase = normal(text.get(span.clone())?);
    (!says_nothing(&phrase)).then_some(Phrase {
        span,
        phrase,
        bulleted: false,
    })
}

/// Whether a phrase names no skill. "Knowledge Skills and Abilities" lost its comma.
fn says_nothing(phrase: &str) -> bool {
    let before = phrase.rsplit_once(' ').map_or("", |(before, _)| before);
    before.ends_with("knowledge") || STOP_PHRASES.contains(&phrase)
}

fn normal(words: &str) -> String {
    let mut normal = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase).map(plain_dash));
    }
    normal.replace("&amp;", "&")
}

fn plain_dash(c: char) -> char {
    if tokens::is_dash(c) { '-' } else { c }
}

#[cfg(test)]
mod tests;
