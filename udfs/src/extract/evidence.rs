//! How sure it is that an everyday word is the skill of that name.
//!
//! ```text
//!  "Java, Go and Rust"        1.0   a capital within the sentence, and one of a list
//!  "We write Go services"     0.6   a capital within the sentence
//!  "Go programming"           0.8   a capital that any first word has, but "programming" near it
//!  "Go to our website"        0.2   what stands right behind it makes it a plain word
//!  "with rust and go"         0.3   nothing speaks for it
//! ```
//!
//! Words that speak for or against a skill are data: [`SPEAKS`], [`PLAIN_BEHIND`], [`PLAIN_BEFORE`].

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::words::{BREAK, Word, hash_words};

/// Words of a sentence that speaks of skills, tools and languages.
const SPEAKS: &str = "experience experienced proficiency proficient knowledge skills skill programming developer developers \
    development engineer engineers software code coding scripting scripts language languages using certified certification \
    familiarity familiar expertise tools technologies technology framework frameworks database databases queries api apis \
    dashboards dashboard spreadsheets applications microsoft office suite programs stack backend frontend admin administrator \
    server servers servlets pipelines packages libraries";

/// Right behind it, these make it a plain word: "access to", "go the extra mile", "excel at".
const PLAIN_BEHIND: &str = "to the a an at your our my us me up it its them this that these sure of decisions motivated starter \
    esteem break feet foot footage curiosity calmly for on over out back through with by from is was are were team home ahead \
    beyond advice along value suite level calendar";

/// Right in front of it, these do: "the outlook", "you excel", "on the go".
const PLAIN_BEFORE: &str = "to the a an we you they i will can must not be have has provide provides requires require your our \
    their of own all plan grade section vitamin hepatitis building room ms mr dr type times us take";

/// How many words around it may speak for it.
const NEAR: usize = 8;

/// The hashes of words, to be compared with those of a text.
fn hashes(words: &str) -> HashSet<u64> {
    let mut hashed = Vec::new();
    hash_words(words, &mut hashed);
    hashed.iter().map(|word| word.hash).collect()
}

static WORDS: LazyLock<[HashSet<u64>; 3]> =
    LazyLock::new(|| [SPEAKS, PLAIN_BEHIND, PLAIN_BEFORE].map(hashes));

/// A match in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    /// The first word, and the word behind the last.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How sure a match of an everyday word is, from 0 to 1.
pub(super) fn sureness(mention: Mention<'_>) -> f32 {
    let [speaks, plain_behind, plain_before] = &*WORDS;
    let spoken = mention.near().any(|hash| speaks.contains(&hash));
    let behind = mention.behind(0);
    let before = mention.before(0);
    let is_in =
        |word: Option<&Word>, set: &HashSet<u64>| word.is_some_and(|word| set.contains(&word.hash));
    let names_tool = is_in(behind, speaks);
    if !names_tool && (is_in(behind, plain_behind) || is_in(before, plain_before)) {
        return 0.2;
    }
    let capital = mention.has_capital();
    let first = before.is_none_or(|word| word.hash == BREAK);
    match (capital, first, spoken, mention.is_listed()) {
        (true, false, true, _) | (true, _, _, true) => 1.0,
        (true, true, true, _) => 0.8,
        (true, false, false, _) => 0.6,
        (false, _, true, true) => 0.5,
        _ => 0.3,
    }
}

impl<'a> Mention<'a> {
    fn before(&self, back: usize) -> Option<&'a Word> {
        self.words.get(self.start.checked_sub(back + 1)?)
    }

    fn behind(&self, on: usize) -> Option<&'a Word> {
        self.words.get(self.end + on)
    }

    /// The words around it in its sentence.
    fn near(&self) -> impl Iterator<Item = u64> {
        let before = (0..NEAR).map_while(|back| self.before(back));
        let behind = (0..NEAR).map_while(|on| self.behind(on));
        let in_sentence = |word: &&Word| word.hash != BREAK;
        let before = before.take_while(in_sentence);
        before
            .chain(behind.take_while(in_sentence))
            .map(|word| word.hash)
    }

    fn has_capital(&self) -> bool {
        let last = self
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last));
        let bytes = self.words.get(self.start).zip(last);
        let matched =
            bytes.and_then(|(first, last)| self.text.get(first.start as usize..last.end as usize));
        matched.is_some_and(|matched| matched.chars().any(char::is_uppercase))
    }

    /// Whether it stands beside a comma, slash, bracket, "and" or "or" on whose other side another name begins with a
    /// capital.
    fn is_listed(&self) -> bool {
        let parts = |word: Option<&Word>| word.is_some_and(|word| self.is_joint(word));
        let name = |word: Option<&Word>| word.is_some_and(|word| self.begins_with_capital(word));
        parts(self.behind(0)) && name(self.behind(1))
            || parts(self.before(0)) && name(self.before(1))
    }

    fn is_joint(&self, word: &Word) -> bool {
        matches!(
            self.spelled(word),
            "," | "/" | "(" | "and" | "or" | "&" | "+"
        )
    }

    fn begins_with_capital(&self, word: &Word) -> bool {
        word.hash != BREAK && self.spelled(word).starts_with(char::is_uppercase)
    }

    fn spelled(&self, word: &Word) -> &'a str {
        self.text
            .get(word.start as usize..word.end as usize)
            .unwrap_or_default()
    }
}
