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
//! The trie is over hashes of words (see [`words`](super::words) for what a word is): a bit set of
//! first words lets nearly every word of a text pass without a look-up, and one hash map holds all
//! edges. Hashes may collide, so a match counts only when the words spelled out are the name's;
//! when they are not, the next shorter candidate is tried.

use hashbrown::{DefaultHashBuilder, HashMap};

use crate::extract::common_words::needs_capital;
use crate::extract::words::{BREAK, Word, hash_words, spell_words};

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
    /// 1.0, or 0.5 for an everyday word written without its capital.
    pub confidence: f32,
}

/// The names of one framework, ready to be found.
#[derive(Debug)]
pub struct SkillMatcher {
    names: Vec<Name>,
    /// The child of a node behind a word.
    edges: HashMap<(u32, u64), u32, DefaultHashBuilder>,
    /// The names that end at a node; more than one only when hashes collide.
    ends: Vec<Vec<u32>>,
    first_words: Box<[u64]>,
    /// Which bits of a hash are used; tests take few, to make hashes collide.
    hash_bits: u64,
}

#[derive(Debug)]
struct Name {
    skill_id: String,
    canonical_name: String,
    /// The words spelled out, against which a match is verified.
    spelled: String,
    needs_capital: bool,
}

/// The first words' bit set has 2^20 bits: 128 KiB, which stays in a core's own cache.
const FIRST_WORD_BITS: u32 = 20;

const ROOT: u32 = 0;

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
            edges: HashMap::default(),
            ends: vec![Vec::new()],
            first_words: vec![0; 1 << (FIRST_WORD_BITS - 6)].into_boxed_slice(),
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
        let bit = self.first_word_bit(first.hash);
        self.first_words[bit / 64] |= 1 << (bit % 64);
        let mut node = ROOT;
        for word in words.iter() {
            let next = self.ends.len() as u32;
            let key = (node, word.hash & self.hash_bits);
            node = *self.edges.entry(key).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        let ends = &mut self.ends[node as usize];
        if ends
            .iter()
            .any(|name| self.names[*name as usize].spelled == spelled)
        {
            return;
        }
        ends.push(self.names.len() as u32);
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
        });
    }

    #[inline]
    fn first_word_bit(&self, hash: u64) -> usize {
        ((hash & self.hash_bits) >> (64 - FIRST_WORD_BITS)) as usize
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
            let bit = self.first_word_bit(words[at].hash);
            if self.first_words[bit / 64] >> (bit % 64) & 1 == 0 {
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
                        confidence: confidence(name.needs_capital, &text[start..stop]),
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
            let key = (node, word.hash & self.hash_bits);
            match self.edges.get(&key) {
                Some(next) if word.hash != BREAK => node = *next,
                _ => break,
            }
            if !self.ends[node as usize].is_empty() {
                candidates.push((node, index + 1));
            }
        }
        candidates.iter().rev().find_map(|(node, end)| {
            let spelled = spell_words(text, &words[at..*end]);
            let mut names = self.ends[*node as usize]
                .iter()
                .map(|name| &self.names[*name as usize]);
            names
                .find(|name| name.spelled == spelled)
                .map(|name| (name, *end))
        })
    }
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
