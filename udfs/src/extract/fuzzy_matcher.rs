//! Finds the names of a skills framework in text although they are misspelt.
//!
//! ```text
//!  name "procurement" (1 edit)    pieces  procu | rement        one of them is whole in any text with one edit
//!  text "… procurment officer"     ^^^^^ stands where a word begins ─► compare from there: 1 edit, "procurment"
//! ```
//!
//! A name that may hold `d` edits is cut into `d + 1` pieces: an edit damages one piece, so one is whole (pigeonhole). Two
//! neighbours swapped over a cut would damage two, so each piece is also known with its last letter swapped. All places
//! where a piece stands are looked up; where a word begins as far before it as the piece stands in the name, give or take the
//! edits, and the letters of the name are there, name and text are compared. Nothing is left to chance: what is within the
//! distance is found (a property test compares with every name at every place).
//!
//! Of matches that overlap the one with the most letters in common stays.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::common_words::needs_capital;
use super::edits::{MOST_EDITS, allowed, distances, most};
use super::folded::{Folded, parts};
use super::letters::{Letters, letters_of};
use super::skill_matcher::{Characters, SkillEntry, SkillMatch, confidence};
use super::words::{Word, hash_words};

/// Of a long piece so many characters are looked up.
const LONGEST_KEY: usize = 8;

/// The names of one framework, ready to be found misspelt.
#[derive(Debug)]
pub struct FuzzyMatcher {
    names: Vec<Name>,
    /// Where the pieces of each key stand in `pieces`.
    keys: HashMap<u64, Range<u32>>,
    pieces: Vec<Piece>,
    /// Which keys there are, by their first bits: nearly every place of a text is left without a look-up.
    first: Box<[u64]>,
    /// Which lengths keys of first pieces have, and those of others, which can stand anywhere.
    lengths: [u16; 2],
}

#[derive(Debug)]
struct Name {
    skill_id: String,
    canonical_name: String,
    chars: Box<[char]>,
    letters: u64,
    most: usize,
    needs_capital: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    name: u32,
    offset: u32,
}

/// A name that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    name: u32,
    chars: Range<usize>,
    edits: usize,
}

/// Room that the search reuses from text to text.
#[derive(Debug, Default)]
pub(crate) struct FuzzyScratch {
    words: Vec<Word>,
    sentence: Folded,
    letters: Letters,
    begins: Vec<bool>,
    tried: HashSet<(u32, u32)>,
    found: Vec<Found>,
}

const FIRST_BITS: u32 = 18;

impl FuzzyMatcher {
    /// The matcher of these names; of several with the same letters the one with the smallest identifier counts.
    pub fn build(entries: impl IntoIterator<Item = SkillEntry>) -> Self {
        let mut entries: Vec<SkillEntry> = entries.into_iter().collect();
        entries.sort_by(|a, b| (&a.skill_id, &a.name).cmp(&(&b.skill_id, &b.name)));
        let mut names: Vec<Name> = Vec::new();
        let mut known = HashSet::new();
        for entry in entries {
            let mut folded = Folded::default();
            folded.read(&entry.name, 0);
            if folded.chars.is_empty() || !known.insert(folded.chars.clone()) {
                continue;
            }
            names.push(Name {
                skill_id: entry.skill_id,
                canonical_name: entry.canonical_name,
                letters: letters_of(&folded.chars),
                most: most(folded.chars.len()),
                needs_capital: needs_capital(&entry.name),
                chars: folded.chars.into_boxed_slice(),
            });
        }
        Self::of(names)
    }

    fn of(names: Vec<Name>) -> Self {
        let mut keyed: Vec<(u64, Piece)> = Vec::new();
        let mut lengths = [0u16; 2];
        for (at, name) in names.iter().enumerate() {
            for (offset, piece) in cut(&name.chars, name.most + 1) {
                let mut swapped: Vec<char> = name.chars[piece.clone()].to_vec();
                let behind = name.chars.get(piece.end);
                let exact = key(&swapped);
                lengths[usize::from(offset > 0)] |= 1 << exact.1;
                let place = Piece {
                    name: at as u32,
                    offset: offset as u32,
                };
                keyed.push((exact.0, place));
                if let (Some(behind), Some(last)) = (behind, swapped.last_mut()) {
                    *last = *behind;
                    keyed.push((key(&swapped).0, place));
                }
            }
        }
        keyed.sort_unstable();
        keyed.dedup();
        let mut matcher = Self {
            names,
            keys: HashMap::new(),
            pieces: keyed.iter().map(|(_, piece)| *piece).collect(),
            first: vec![0; 1 << (FIRST_BITS - 6)].into_boxed_slice(),
            lengths,
        };
        for (at, (key, _)) in keyed.iter().enumerate() {
            let at = at as u32;
            matcher.keys.entry(*key).or_insert(at..at).end = at + 1;
            let bit = first_bit(*key);
            matcher.first[bit / 64] |= 1 << (bit % 64);
        }
        matcher
    }

    /// The skills that a text names, from left to right.
    pub fn find(&self, text: &str) -> Vec<SkillMatch<'_>> {
        let mut found = Vec::new();
        self.find_each(text, &mut FuzzyScratch::default(), |skill| {
            found.push(skill)
        });
        found
    }

    /// [`find`](Self::find) for many texts.
    pub(crate) fn find_each<'m>(
        &'m self,
        text: &str,
        scratch: &mut FuzzyScratch,
        mut tell: impl FnMut(SkillMatch<'m>),
    ) {
        // Offsets are 32 bits: of a text beyond two gigabytes the rest is not read.
        let text = &text[..text.floor_char_boundary(i32::MAX as usize)];
        hash_words(text, &mut scratch.words);
        let mut characters = Characters::new(text);
        for part in parts(text, &scratch.words) {
            scratch.sentence.read(&text[part.clone()], part.start);
            self.search(scratch);
            for found in select(&mut scratch.found) {
                let name = &self.names[found.name as usize];
                let span = scratch.sentence.span(found.chars.clone());
                tell(SkillMatch {
                    skill_id: &name.skill_id,
                    skill_name: &name.canonical_name,
                    span_start: characters.before(span.start),
                    span_end: characters.before(span.end),
                    confidence: sureness(
                        name,
                        &scratch.sentence.chars[found.chars.clone()],
                        found.edits,
                    ) * confidence(name.needs_capital, &text[span]),
                });
            }
        }
    }

    /// Finds every name of a sentence, also those that overlap.
    fn search(&self, scratch: &mut FuzzyScratch) {
        scratch.found.clear();
        scratch.tried.clear();
        let len = scratch.sentence.chars.len();
        scratch.begins.clear();
        scratch
            .begins
            .extend((0..len).map(|at| scratch.sentence.begins(at)));
        scratch.letters.read(&scratch.sentence.chars);
        for at in 0..len {
            let lengths = if scratch.begins[at] {
                self.lengths[0] | self.lengths[1]
            } else {
                self.lengths[1]
            };
            let (keys, count) = self.keys_at(&scratch.sentence.chars, at, lengths);
            for pieces in keys.into_iter().take(count) {
                self.try_pieces(pieces, at, scratch);
            }
        }
    }

    /// The pieces that stand at a character, for each length of key that may stand there.
    fn keys_at(
        &self,
        chars: &[char],
        at: usize,
        lengths: u16,
    ) -> ([Range<u32>; LONGEST_KEY], usize) {
        let mut found = [const { 0..0 }; LONGEST_KEY];
        let mut count = 0;
        let mut hash = SEED;
        for (read, c) in chars.iter().skip(at).take(LONGEST_KEY).enumerate() {
            hash = mix(hash, *c);
            if lengths >> (read + 1) & 1 == 0 {
                continue;
            }
            let key = finish(hash, read + 1);
            let bit = first_bit(key);
            if self.first[bit / 64] >> (bit % 64) & 1 == 1
                && let Some(pieces) = self.keys.get(&key)
            {
                found[count] = pieces.clone();
                count += 1;
            }
        }
        (found, count)
    }

    /// Compares the names of which a piece stands at a character with the text around it.
    fn try_pieces(&self, pieces: Range<u32>, at: usize, scratch: &mut FuzzyScratch) {
        for piece in &self.pieces[pieces.start as usize..pieces.end as usize] {
            let name = &self.names[piece.name as usize];
            let offset = piece.offset as usize;
            // What stands before the first piece is no part of the name.
            let shift = if offset == 0 { 0 } else { name.most };
            let first = at.saturating_sub(offset + shift);
            for start in first..(at + shift + 1).saturating_sub(offset) {
                if scratch.begins.get(start) == Some(&true)
                    && scratch
                        .letters
                        .missing(name.letters, start, name.chars.len() + name.most)
                        <= name.most as u32
                    && scratch.tried.insert((piece.name, start as u32))
                {
                    self.compare(piece.name, start, scratch);
                }
            }
        }
    }

    /// Notes the best phrase that begins at a character and stands for a name.
    fn compare(&self, at: u32, start: usize, scratch: &mut FuzzyScratch) {
        let name = &self.names[at as usize];
        let sentence = &scratch.sentence;
        let end = sentence
            .chars
            .len()
            .min(start + name.chars.len() + MOST_EDITS);
        let mut best: Option<(usize, usize)> = None;
        distances(
            &name.chars,
            &sentence.chars[start..end],
            name.most,
            |len, edits| {
                if edits <= allowed(len)
                    && sentence.ends(start + len)
                    && best.is_none_or(|(least, _)| edits <= least)
                {
                    best = Some((edits, len));
                }
            },
        );
        if let Some((edits, len)) = best {
            scratch.found.push(Found {
                name: at,
                chars: start..start + len,
                edits,
            });
        }
    }
}

/// Of matches that overlap the one with the most letters in common stays; of equals the one with fewer edits, then the
/// first. In the order of the text.
fn select(found: &mut [Found]) -> Vec<Found> {
    found.sort_by_key(|found| {
        let common = found.chars.len() as i64 - 2 * found.edits as i64;
        (-common, found.edits, found.chars.start, found.name)
    });
    let mut kept: Vec<Found> = Vec::new();
    for found in found.iter() {
        let overlaps = |other: &Found| {
            found.chars.start < other.chars.end && other.chars.start < found.chars.end
        };
        if !kept.iter().any(overlaps) {
            kept.push(found.clone());
        }
    }
    kept.sort_by_key(|found| found.chars.start);
    kept
}

/// The share of letters that are right; half of it where the digits differ, since "Windows 10" is not "Windows 11".
fn sureness(name: &Name, phrase: &[char], edits: usize) -> f32 {
    let digits = |chars: &[char]| -> Vec<char> {
        let digits = chars.iter().filter(|c| c.is_numeric());
        digits.copied().collect()
    };
    let right = (phrase.len() - edits.min(phrase.len())) as f32 / phrase.len().max(1) as f32;
    if edits > 0 && digits(&name.chars) != digits(phrase) {
        right / 2.0
    } else {
        right
    }
}

/// Cuts a name into pieces of nearly the same length, each with its offset.
fn cut(chars: &[char], pieces: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
    let len = chars.len();
    (0..pieces)
        .map(move |piece| piece * len / pieces..(piece + 1) * len / pieces)
        .map(|piece| (piece.start, piece))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The key of a piece and how many characters it holds.
fn key(piece: &[char]) -> (u64, usize) {
    let len = piece.len().min(LONGEST_KEY);
    let hash = piece.iter().take(len).fold(SEED, |hash, c| mix(hash, *c));
    (finish(hash, len), len)
}

#[inline]
fn mix(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads a hash over all bits; keys of different lengths are different keys.
#[inline]
fn finish(hash: u64, len: usize) -> u64 {
    let hash = (hash ^ len as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 32)
}

#[inline]
fn first_bit(key: u64) -> usize {
    (key >> (64 - FIRST_BITS)) as usize
}

#[cfg(test)]
mod tests;
