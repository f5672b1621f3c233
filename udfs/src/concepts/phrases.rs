//! Phrases of words, found wherever they begin in a text.
//!
//! ```text
//!  insert("# openings") ─► 0     "We have 3 openings."    words: we · have · 3 · openings · .
//!  insert("3 openings") ─► 1       each_at(word 2) ─► (1, 4), (0, 4)     phrase and the word behind it
//! ```
//!
//! Words are those of [`words`](crate::extract::words): case, hyphens and white space do not matter. `#` in a phrase is any
//! [`number`](super::number::number).

use hashbrown::{HashMap, HashSet};

use super::number::number;
use super::reading::Reading;
use crate::extract::words::{BREAK, hash_words};

/// Phrases by number, in the order of their insertion.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// The child of a node behind a word.
    edges: HashMap<(u32, u64), u32>,
    /// The phrase that ends at a node.
    ends: Vec<Option<u32>>,
    first_words: HashSet<u64>,
    /// The hash of `#`.
    any_number: u64,
    len: u32,
}

impl Default for Phrases {
    fn default() -> Self {
        let mut sign = Vec::new();
        hash_words("#", &mut sign);
        Self {
            edges: HashMap::new(),
            ends: vec![None],
            first_words: HashSet::new(),
            any_number: sign.first().map_or(BREAK, |word| word.hash),
            len: 0,
        }
    }
}

const ROOT: u32 = 0;

impl Phrases {
    /// The number of a phrase, which is new or the one it got before; a phrase without words has none.
    pub(crate) fn insert(&mut self, phrase: &str) -> Option<u32> {
        let mut words = Vec::new();
        hash_words(phrase, &mut words);
        words.retain(|word| word.hash != BREAK);
        self.first_words.insert(words.first()?.hash);
        let mut node = ROOT;
        for word in words {
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, word.hash)).or_insert(next);
            if node == next {
                self.ends.push(None);
            }
        }
        let end = self.ends.get_mut(node as usize)?;
        let len = &mut self.len;
        Some(*end.get_or_insert_with(|| {
            *len += 1;
            *len - 1
        }))
    }

    /// Tells every phrase that begins at a word, with the word behind it.
    pub(crate) fn each_at(
        &self,
        reading: &Reading<'_>,
        at: usize,
        found: &mut impl FnMut(u32, usize),
    ) {
        let Some(word) = reading.words.get(at) else {
            return;
        };
        let counts = self.first_words.contains(&self.any_number);
        if self.first_words.contains(&word.hash) || counts && is_number(reading, at) {
            self.walk(reading, ROOT, at, found);
        }
    }

    fn walk(
        &self,
        reading: &Reading<'_>,
        node: u32,
        at: usize,
        found: &mut impl FnMut(u32, usize),
    ) {
        if let Some(Some(phrase)) = self.ends.get(node as usize) {
            found(*phrase, at);
        }
        let word = reading.words.get(at).filter(|word| word.hash != BREAK);
        let Some(word) = word else { return };
        if word.hash != self.any_number
            && let Some(next) = self.edges.get(&(node, word.hash))
        {
            self.walk(reading, *next, at + 1, found);
        }
        if let Some(next) = self.edges.get(&(node, self.any_number))
            && is_number(reading, at)
        {
            self.walk(reading, *next, at + 1, found);
        }
    }

    /// The word behind the longest phrase that begins at a word.
    pub(crate) fn longest_at(&self, reading: &Reading<'_>, at: usize) -> Option<usize> {
        let mut longest = None;
        self.each_at(reading, at, &mut |_, end| longest = longest.max(Some(end)));
        longest
    }
}

fn is_number(reading: &Reading<'_>, at: usize) -> bool {
    number(reading.word(at)).is_some()
}
