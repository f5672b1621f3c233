//! Finds the names of a skills framework in text: the longest name at each word, from left to
//! right.
//!
//! ```text
//!  names: "Word", "Word processing"        text: wants · word · processing · skills
//!                                           first words (bit set): no · yes
//!   root ─word─► 1 ─processing─► 2          word ─► node 1, processing ─► node 2, skills ─► none
//!               "Word"          "Word processing"     ─► the match of node 2, then on behind it
//! ```
//!
//! The trie is over hashes of words (see [`words`](super::words) for what a word is), and one hash
//! table holds all edges. Two bit sets keep nearly every word of a text from a look-up: one of first
//! words, and for those that pass, one of names of one word and of first two words. Hashes may collide, so a match counts only when the words spelled out are the name's;
//! when they are not, the next shorter candidate is tried.

use hashbrown::HashTable;

use crate::extract::common_words::needs_capital;
use crate::extract::evidence::{Mention, sureness};
use crate::extract::word_set::WordSet;
use crate::extract::words::{BREAK, Word, are_spelled, hash_words, spell_words};

/// One name of a skill; a skill with several names has an entry for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillEntry {
    /// The identifier in the framework.
    pub skill_id: String,
    /// The name to find in texts: the skill's own or an alternative label.
    pub name: String,
    /// The name that matches report.
    pub canonical_name: String,
}

/// A skill found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkillMatch<'m> {
    /// The identifier in the framework.
    pub skill_id: &'m str,
    /// The skill's name in the framework.
    pub skill_name: &'m str,
    /// The first character of the match, counted in characters from 0.
    pub span_start: i32,
    /// The character behind the match.
    pub span_end: i32,
    /// 1.0, or less for an everyday word, as what stands around it says.
    pub confidence: f32,
}

/// The names of one framework, ready to be found.
#[derive(Debug)]
pub struct SkillMatcher {
    names: Vec<Name>,
    /// The child of a node behind a word.
    edges: HashTable<Edge>,
    /// The first of the names that end at a node, or [`NONE`].
    ends: Vec<u32>,
    first_words: WordSet,
    /// Names of one word, and the first two words of longer ones.
    openings: WordSet,
    /// Which bits of a hash are used; tests take few, to make hashes collide.
    hash_bits: u64,
}

/// From a node, behind a word, to its child.
#[derive(Debug, Clone, Copy)]
struct Edge {
    node: u32,
    child: u32,
    word: u64,
}

#[derive(Debug)]
struct Name {
    skill_id: String,
    canonical_name: String,
    /// The words spelled out, against which a match is verified.
    spelled: String,
    needs_capital: bool,
    /// The next name that ends at the same node: there is one only when hashes collide.
    next: u32,
}

const ROOT: u32 = 0;

/// No name.
const NONE: u32 = u32::MAX;

/// Room that the search reuses from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    words: Vec<Word>,
    candidates: Vec<(u32, usize)>,
}

impl SkillMatcher {
    /// The matcher of these names. Of entries with the same words, those with the same skill count
    /// once, and of different skills the one with the smallest identifier counts: the result does
    /// not depend on the order of the entries.
    pub fn build(entries: impl Iterator<Item = SkillEntry>) -> Self {
        Self::with_hash_bits(entries, u64::MAX)
    }

    fn with_hash_bits(entries: impl Iterator<Item = SkillEntry>, hash_bits: u64) -> Self {
        let mut matcher = SkillMatcher {
            names: Vec::new(),
            edges: HashTable::new(),
            ends: vec![NONE],
            first_words: WordSet::default(),
            openings: WordSet::default(),
            hash_bits,
        };
        let mut entries: Vec<SkillEntry> = entries.collect();
        entries.sort_by(|a, b| (&a.skill_id, &a.name).cmp(&(&b.skill_id, &b.name)));
        let mut words = Vec::new();
        for entry in entries {
            matcher.insert(entry, &mut words);
        }
        matcher
    }

    /// How many names the matcher finds.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no name to find.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn insert(&mut self, entry: SkillEntry, words: &mut Vec<Word>) {
        hash_words(&entry.name, words);
        // A name's own sentence or line ends are nothing: they are no part of what it means.
        words.retain(|word| word.hash != BREAK);
        let spelled = spell_words(&entry.name, words);
        let Some(first) = words.first() else { return };
        let second = words.get(1).map_or(BREAK, |word| word.hash);
        self.first_words.insert(first.hash & self.hash_bits);
        self.openings.insert(self.opening(first.hash, second));
        let node = words
            .iter()
            .fold(ROOT, |node, word| self.child_or_new(node, word.hash));
        if self.names_at(node).any(|name| name.spelled == spelled) {
            return;
        }
        let needs_capital = needs_capital(&entry.name);
        let SkillEntry {
            skill_id,
            canonical_name,
            ..
        } = entry;
        self.names.push(Name {
            skill_id,
            canonical_name,
            spelled,
            needs_capital,
            next: NONE,
        });
        self.append(node);
    }

    /// Puts the newest name behind those that end at a node.
    fn append(&mut self, node: u32) {
        let newest = self.names.len() as u32 - 1;
        let mut last = self.ends[node as usize];
        if last == NONE {
            self.ends[node as usize] = newest;
            return;
        }
        while self.names[last as usize].next != NONE {
            last = self.names[last as usize].next;
        }
        self.names[last as usize].next = newest;
    }

    /// The names that end at a node, in the order of their insertion.
    fn names_at(&self, node: u32) -> impl Iterator<Item = &Name> {
        let name = |at: u32| self.names.get(at as usize);
        let first = self.ends.get(node as usize).copied().and_then(name);
        std::iter::successors(first, move |before| name(before.next))
    }

    fn child(&self, node: u32, word: u64) -> Option<u32> {
        let word = word & self.hash_bits;
        let same = |edge: &Edge| edge.node == node && edge.word == word;
        let edge = self.edges.find(edge_hash(node, word), same)?;
        Some(edge.child)
    }

    fn child_or_new(&mut self, node: u32, word: u64) -> u32 {
        if let Some(child) = self.child(node, word) {
            return child;
        }
        let child = self.ends.len() as u32;
        self.ends.push(NONE);
        let word = word & self.hash_bits;
        let edge = Edge { node, child, word };
        let hash = |edge: &Edge| edge_hash(edge.node, edge.word);
        self.edges.insert_unique(hash(&edge), edge, hash);
        child
    }

    /// Stands for the first two words of a name; the second is [`BREAK`] where there is none.
    #[inline]
    fn opening(&self, first: u64, second: u64) -> u64 {
        let (first, second) = (first & self.hash_bits, second & self.hash_bits);
        (first.rotate_left(32) ^ second).wrapping_mul(MULTIPLIER)
    }

    /// Whether a name may begin at a word.
    #[inline]
    fn may_begin(&self, words: &[Word], at: usize) -> bool {
        let hash = |at: usize| words.get(at).map_or(BREAK, |word| word.hash);
        let first = hash(at);
        self.first_words.may_have(first & self.hash_bits)
            && (self.openings.may_have(self.opening(first, BREAK))
                || self.openings.may_have(self.opening(first, hash(at + 1))))
    }

    /// The skills that a text names, from left to right, one for each occurrence.
    pub fn find(&self, text: &str) -> Vec<SkillMatch<'_>> {
        let mut found = Vec::new();
        self.find_each(text, &mut Scratch::default(), |skill| found.push(skill));
        found
    }

    /// [`find`](Self::find) for many texts.
    pub(crate) fn find_each<'m>(
        &'m self,
        text: &str,
        scratch: &mut Scratch,
        mut found: impl FnMut(SkillMatch<'m>),
    ) {
        let Scratch { words, candidates } = scratch;
        // Offsets are 32 bits: of a text beyond two gigabytes the rest is not read.
        let text = &text[..text.floor_char_boundary(i32::MAX as usize)];
        hash_words(text, words);
        let mut characters = Characters::new(text);
        let mut at = 0;
        while at < words.len() {
            if !self.may_begin(words, at) {
                at += 1;
                continue;
            }
            match self.longest(text, words, at, candidates) {
                Some((name, end)) => {
                    let (start, stop) = (words[at].start as usize, words[end - 1].end as usize);
                    found(SkillMatch {
                        skill_id: &name.skill_id,
                        skill_name: &name.canonical_name,
                        span_start: characters.before(start),
                        span_end: characters.before(stop),
                        confidence: if name.needs_capital {
                            sureness(Mention {
                                text,
                                words,
                                start: at,
                                end,
                            })
                        } else {
                            1.0
                        },
                    });
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// The longest name that begins at a word, and the word behind it.
    fn longest(
        &self,
        text: &str,
        words: &[Word],
        at: usize,
        candidates: &mut Vec<(u32, usize)>,
    ) -> Option<(&Name, usize)> {
        candidates.clear();
        let mut node = ROOT;
        for (index, word) in words.iter().enumerate().skip(at) {
            match self.child(node, word.hash) {
                Some(child) if word.hash != BREAK => node = child,
                _ => break,
            }
            if self.ends[node as usize] != NONE {
                candidates.push((node, index + 1));
            }
        }
        candidates.iter().rev().find_map(|(node, end)| {
            let words = &words[at..*end];
            let mut names = self.names_at(*node);
            names
                .find(|name| are_spelled(text, words, &name.spelled))
                .map(|name| (name, *end))
        })
    }
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Where an edge stands in the table: the hashes of words are spread already.
#[inline]
fn edge_hash(node: u32, word: u64) -> u64 {
    (word ^ u64::from(node).wrapping_mul(MULTIPLIER)).wrapping_mul(MULTIPLIER)
}

/// How sure a match is by its case alone.
pub(super) fn confidence(needs_capital: bool, matched: &str) -> f32 {
    let unsure = needs_capital && !matched.chars().any(char::is_uppercase);
    if unsure { 0.5 } else { 1.0 }
}

/// Character offsets for byte offsets that only grow.
#[derive(Debug)]
pub(super) struct Characters<'t> {
    text: &'t str,
    byte: usize,
    character: usize,
}

impl<'t> Characters<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Characters {
            text,
            byte: 0,
            character: 0,
        }
    }

    /// How many characters stand before a byte.
    pub(super) fn before(&mut self, byte: usize) -> i32 {
        self.character += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        i32::try_from(self.character).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests;
