//! Walks back from an ending to the beginning of its noun phrase.
//!
//! ```text
//!  Knowledge of Excel and strong analytical , writing and public speaking skills
//!                         ╎      part       ╎  part  ╎       part        ending
//!                         generic: stop here
//! ```
//!
//! A part is adjectives, nouns and participles in a row. Parts before the last are joined by "and",
//! "or", "&" or a slash, and once one of these was seen by commas too.

use std::ops::Range;

use super::endings::is_ending;
use super::tags::{Tag, tags};
use super::tokens::{Token, goes_behind};
use super::vocabulary::{AFTER_NOUN, GENERIC, GOVERNING, HEADS, PLURAL_MODIFIERS, TAKES_SKILLS};

/// More words than a part has.
const LONG_PART: usize = 5;

/// More parts than a phrase has.
const MANY_PARTS: usize = 8;

/// More tokens than stand between brackets within a phrase: "communication (oral and written) skills".
const LONG_ASIDE: usize = 8;

/// The tokens of a sentence and their tags.
pub(super) struct Sentence<'a> {
    tokens: &'a [Token],
    tags: Vec<Tag>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        let words: Vec<String> = tokens.iter().map(|token| token.word.clone()).collect();
        let tags = tags(&words);
        Self { tokens, tags }
    }

    /// The bytes of the phrase that ends with this token; `None` if nothing stands before it, or if
    /// it modifies the noun behind it: "skills assessment".
    pub(super) fn noun_phrase(&self, ending: usize) -> Option<Range<usize>> {
        let first = self.first(ending);
        if first == ending || self.modifies_next(ending) {
            return None;
        }
        Some(self.tokens.get(first)?.range.start..self.tokens.get(ending)?.range.end)
    }

    /// The token that the phrase begins with.
    fn first(&self, ending: usize) -> usize {
        let last = self.part(ending);
        if last == ending {
            return ending;
        }
        let mut parts = vec![last];
        let mut start = last;
        while parts.len() < MANY_PARTS
            && let Some(end) = self.joint(start, parts.len() > 1)
        {
            let part = self.part(end);
            if part == end || !self.may_join(end, start) {
                break;
            }
            parts.push(part);
            start = part;
        }
        while parts.len() > 1 && self.is_object(&parts) {
            parts.pop();
        }
        parts.last().copied().unwrap_or(ending)
    }

    /// The beginning of the part that ends before a token.
    fn part(&self, end: usize) -> usize {
        let mut start = end;
        for _ in 0..LONG_PART {
            let Some(before) = start.checked_sub(1) else {
                break;
            };
            if self.turns_title(before, start) {
                break;
            }
            if self.modifies(before) {
                start = before;
            } else if let Some(open) = self.aside(before) {
                start = open;
            } else {
                break;
            }
        }
        start
    }

    /// The opening bracket of a short aside that ends with this token and has a modifier before it.
    fn aside(&self, close: usize) -> Option<usize> {
        if self.word(close) != ")" {
            return None;
        }
        let open = (close.saturating_sub(LONG_ASIDE)..close).rfind(|at| self.word(*at) == "(")?;
        let plain = (open..close).all(|at| !is_ending(self.word(at)));
        (plain && open > 0 && self.modifies(open - 1)).then_some(open)
    }

    /// The end of the part before, if "and" or the like stands before the token `start`.
    fn joint(&self, start: usize, listed: bool) -> Option<usize> {
        let at = start.checked_sub(1)?;
        match self.word(at) {
            "and" | "or" | "&" | "&amp;" => Some(self.before_joint(at)),
            "/" => Some(at),
            "as" if at >= 2 && self.word(at - 1) == "well" => Some(at - 2),
            "," if listed => Some(at),
            _ => None,
        }
    }

    /// Skips the marks before an "and": ", and", "and/or".
    fn before_joint(&self, at: usize) -> usize {
        let before = |at: usize| at.checked_sub(1).map_or("", |at| self.word(at));
        match before(at) {
            "," => at - 1,
            "/" if before(at - 1) == "and" => self.before_joint(at - 2),
            "/" => at - 1,
            _ => at,
        }
    }

    /// Whether the part that ends before `end` can share the ending with the part from `start`.
    fn may_join(&self, end: usize, start: usize) -> bool {
        let Some(last) = end.checked_sub(1) else {
            return false;
        };
        match self.tag(last) {
            Tag::Noun => !is_plural(self.word(last)),
            Tag::Name => self.tag(start) == Tag::Name,
            _ => true,
        }
    }

    /// Whether the first part is the object of a word before, not one of the skills: "attention to
    /// detail and writing skills".
    fn is_object(&self, parts: &[usize]) -> bool {
        let [.., second, first] = parts else {
            return false;
        };
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let governed = matches!(self.tag(before), Tag::Preposition | Tag::Verb)
            && !TAKES_SKILLS.contains(&self.word(before));
        let nouns =
            (*first..*second).all(|at| !matches!(self.tag(at), Tag::Adjective | Tag::Participle));
        governed && nouns
    }

    /// Whether a word could stand before the ending as a part of its phrase.
    fn modifies(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_word = self.tokens.get(at).is_some_and(Token::is_word);
        let governs = GENERIC.binary_search(&word).is_ok() || GOVERNING.contains(&word);
        let ends_walk = is_ending(word)
            || (governs && !self.is_after_noun(at, word))
            || word.ends_with("'s")
            || word.ends_with("’s");
        is_word && !ends_walk && self.is_nominal(at, word)
    }

    /// Whether a form in "-ing" has its object before it: "team building".
    fn is_after_noun(&self, at: usize, word: &str) -> bool {
        AFTER_NOUN.contains(&word)
            && at.checked_sub(1).is_some_and(|before| {
                self.tag(before) == Tag::Noun && !is_plural(self.word(before))
            })
    }

    fn is_nominal(&self, at: usize, word: &str) -> bool {
        // "21st century skills"
        let ordinal = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with("st");
        match self.tag(at) {
            _ if ordinal => true,
            Tag::Noun | Tag::Name | Tag::Adjective | Tag::Participle => true,
            Tag::Unknown => !word.ends_with("ly") && word.contains(char::is_alphabetic),
            Tag::Verb | Tag::Preposition | Tag::Other => false,
        }
    }

    /// Whether the ending is no end: the noun behind it is.
    fn modifies_next(&self, ending: usize) -> bool {
        let next = ending + 1;
        let noun = matches!(self.tag(next), Tag::Noun | Tag::Name);
        (noun || HEADS.contains(&self.word(next)))
            && !is_ending(self.word(next))
            && self.tokens.get(next).is_some_and(Token::is_word)
            && !self.turns_title(ending, next)
    }

    /// Whether small letters turn to a capital between two words: on run-on lines an item begins.
    fn turns_title(&self, before: usize, after: usize) -> bool {
        let title = |at: usize| self.tokens.get(at).is_some_and(|token| token.title);
        let small = self.tokens.get(before).is_some_and(Token::is_word) && !title(before);
        small && title(after) && !goes_behind(self.word(after))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Other)
    }
}

fn is_plural(word: &str) -> bool {
    let plural = word.ends_with('s')
        && !["ss", "us", "is", "ics"]
            .iter()
            .any(|end| word.ends_with(end));
    plural && !PLURAL_MODIFIERS.contains(&word)
}
