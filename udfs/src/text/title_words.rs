//! The words that are taken out of titles, and the titles that protect them.
//!
//! ```text
//!  places {tulsa, new york, mobile, reading …}   states {oklahoma …, ok …}   protected {mobile developer, baker …}
//!      "senior mobile developer reading pa 4711"
//!              └ protected ──┘ └ place ┘└┘ state └ number
//!   ─► "senior mobile developer"
//! ```
//!
//! Names are sequences of phase-one words. At each word of a title the longest name that begins there counts, a
//! protected title before a place of equal length; then:
//!
//! - a **protected title** stays as it is (digits too);
//! - a **place** or the **name of a state** goes, unless it is one word that also occurs in protected titles
//!   ("reading", "orange", "mobile"): such a word goes only where a state follows it;
//! - a **state's abbreviation** that is no other word (ny, tx, va) goes at the end of the title and behind a place or state;
//!   one that is ([`OTHER_WORDS`]: in, or, me, ok, pa, md …) only at the end *and* behind a place or state. Numbers
//!   behind it do not matter, they go as well;
//! - a **word with a digit** goes, unless it is one of [`DIGIT_WORDS`], an ordinal (2nd), or part of one of
//!   [`DIGIT_PHRASES`].
//!
//! When nothing would be left the title stays as it is.

use std::collections::{HashMap, HashSet};

use crate::text::title_phase_one::phase_one;

/// Abbreviations of states that are also English words or the short forms of trades and degrees, and
/// of which a lower-case title does not tell which is meant.
const OTHER_WORDS: &[&str] = &[
    "al", "ar", "as", "co", "ct", "de", "hi", "id", "in", "la", "ma", "md", "me", "mo", "mp", "ms",
    "mt", "nd", "oh", "ok", "or", "pa", "pi", "pr", "sc", "ut", "vi",
];

/// Words with digits that are words.
const DIGIT_WORDS: &[&str] = &[
    "1099",
    "2d",
    "360",
    "3d",
    "3pl",
    "401k",
    "403b",
    "4g",
    "4h",
    "4pl",
    "4x4",
    "529",
    "5g",
    "5s",
    "911",
    "ap1",
    "b1",
    "b2b",
    "b2c",
    "b2g",
    "c2c",
    "c4isr",
    "ec2",
    "h1b",
    "h2a",
    "h2b",
    "h2o",
    "i18n",
    "i9",
    "k12",
    "k8s",
    "k9",
    "l10n",
    "m365",
    "mp3",
    "o365",
    "office365",
    "p2p",
    "q2c",
    "s3",
    "s4hana",
    "sox404",
    "w2",
    "web3",
];

/// Runs of words that phase one has made of one word with digits in it.
const DIGIT_PHRASES: &[&[&str]] = &[
    &["10", "key"],
    &["24", "7"],
    &["k", "12"],
    &["k", "9"],
    &["4", "h"],
    &["h", "2a"],
    &["18", "wheeler"],
];

/// What a name in the lists is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Abbreviation,
    Place,
    State,
    Protected,
}

/// The names to take out of titles and those to protect, ready to be looked up word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleWords {
    names: HashMap<String, Name>,
    /// The most words of any name that begins with this word.
    longest: HashMap<String, usize>,
    /// Every word of a protected title.
    vocabulary: HashSet<String>,
}

impl TitleWords {
    /// Builds the lists from names as they are written ("St. Louis", "New York", "OK", "Software Engineers"); two-letter
    /// states are abbreviations. A name in several lists is a protected title, else a state, else a place.
    pub fn build<'a>(
        places: impl IntoIterator<Item = &'a str>,
        states: impl IntoIterator<Item = &'a str>,
        protected_titles: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut words = TitleWords {
            names: HashMap::new(),
            longest: HashMap::new(),
            vocabulary: HashSet::new(),
        };
        for place in places {
            let place = phase_one(place);
            if let Some(other) = other_spelling(&place) {
                words.add(other, Name::Place);
            }
            words.add(place, Name::Place);
        }
        for state in states {
            let state = phase_one(state);
            let short = state.len() <= 2;
            words.add(
                state,
                if short {
                    Name::Abbreviation
                } else {
                    Name::State
                },
            );
        }
        for title in protected_titles {
            let title = phase_one(title);
            let parts = title.split(' ').map(str::to_owned);
            words.vocabulary.extend(parts);
            words.add(title, Name::Protected);
        }
        words
    }

    fn add(&mut self, name: String, kind: Name) {
        let mut words = name.split(' ');
        if let Some(first) = words.next().filter(|first| !first.is_empty()) {
            let longest = self.longest.entry(first.to_owned()).or_default();
            *longest = (*longest).max(1 + words.count());
            let known = self.names.entry(name).or_insert(kind);
            *known = (*known).max(kind);
        }
    }

    /// The longest name that begins at a word, with its number of words.
    fn name_at(&self, words: &[&str]) -> Option<(Name, usize)> {
        let longest = *self.longest.get(*words.first()?)?;
        (1..=longest.min(words.len())).rev().find_map(|count| {
            let name = self.names.get(words[..count].join(" ").as_str())?;
            Some((*name, count))
        })
    }

    /// A phase-one title without places, states, numbers and codes.
    pub fn clean(&self, title: &str) -> String {
        let words: Vec<&str> = title.split_whitespace().collect();
        let mut kept: Vec<&str> = Vec::with_capacity(words.len());
        let mut behind_place = false;
        let mut at = 0;
        while at < words.len() {
            let (fate, count) = self.fate(&words, at, behind_place);
            match fate {
                Fate::Stays => kept.extend(&words[at..at + count]),
                Fate::Goes => {}
            }
            // A number does not part a place from its state.
            behind_place = fate == Fate::Goes && (behind_place || !has_digit(words[at]));
            at += count;
        }
        if kept.is_empty() {
            title.to_owned()
        } else {
            kept.join(" ")
        }
    }

    /// What becomes of the words at `at`, and of how many.
    fn fate(&self, words: &[&str], at: usize, behind_place: bool) -> (Fate, usize) {
        let rest = &words[at..];
        match self.name_at(rest) {
            Some((Name::Protected, count)) => (Fate::Stays, count),
            Some((Name::Place | Name::State, count)) => {
                let ambiguous = count == 1 && self.vocabulary.contains(rest[0]);
                let goes = !ambiguous || self.is_state(&rest[count..]);
                (Fate::goes_if(goes), count)
            }
            Some((Name::Abbreviation, count)) => {
                let last = rest[count..].iter().all(|word| is_number(word));
                let other_word =
                    OTHER_WORDS.contains(&rest[0]) || self.vocabulary.contains(rest[0]);
                let goes = if other_word {
                    last && behind_place
                } else {
                    last || behind_place
                };
                (Fate::goes_if(goes && at > 0), count)
            }
            None => match digit_phrase(rest) {
                Some(count) => (Fate::Stays, count),
                None => (Fate::goes_if(is_number(rest[0])), 1),
            },
        }
    }

    /// Whether a state begins here, so that the word before it is a place.
    fn is_state(&self, rest: &[&str]) -> bool {
        match self.name_at(rest) {
            Some((Name::State, _)) => true,
            Some((Name::Abbreviation, count)) => {
                let last = rest[count..].iter().all(|word| is_number(word));
                last || !OTHER_WORDS.contains(&rest[0])
            }
            _ => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Goes,
}

impl Fate {
    fn goes_if(goes: bool) -> Fate {
        if goes { Fate::Goes } else { Fate::Stays }
    }
}

/// "st louis" is also "saint louis", "fort worth" also "ft worth".
fn other_spelling(place: &str) -> Option<String> {
    let pairs = [
        ("st ", "saint "),
        ("saint ", "st "),
        ("fort ", "ft "),
        ("mount ", "mt "),
    ];
    pairs
        .iter()
        .find_map(|(from, to)| Some(format!("{to}{}", place.strip_prefix(from)?)))
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// Whether a word is a number or a code rather than a word.
fn is_number(word: &str) -> bool {
    has_digit(word) && !DIGIT_WORDS.contains(&word) && !is_ordinal(word)
}

/// "1st", "2nd", "3rd", "12th".
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(ending, "st" | "nd" | "rd" | "th")
        && (1..=2).contains(&digits.len())
}

/// How many words make the phrase with digits that begins here.
fn digit_phrase(words: &[&str]) -> Option<usize> {
    let phrase = DIGIT_PHRASES
        .iter()
        .find(|phrase| words.starts_with(phrase))?;
    Some(phrase.len())
}
