//! What two titles are compared by: their words, pairs of words, and the pieces of words.
//!
//! ```text
//!  "Senior Staff Nurses" ─► words   staff · nurse            (weight 2; "senior" says nothing of the occupation)
//!                           pair    staff nurse               (2)   last word  nurse (2)
//!                           pieces  _st sta taf aff ff_ _sta … nurse   (1 each, 3 to 5 letters)
//! ```
//!
//! Pieces let "programmer" meet "programming"; the last word of a title mostly names the job. Features are hashes:
//! two that collide among some 100,000 would be a 64-bit accident.

use std::hash::Hasher;

use crate::text::phase_one;

/// Words that say how senior a job is, or join others.
const LEFT_OUT: &[&str] = &[
    "senior", "sr", "junior", "jr", "lead", "i", "ii", "iii", "iv", "and", "of", "the", "for",
    "in", "to", "a", "or",
];

/// Weight of a word, against 1 of a piece of it.
const WORD: f32 = 2.0;
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;

/// The words of a title that name the occupation, in the singular.
pub(super) fn words(title: &str) -> Vec<String> {
    let title = phase_one(title);
    let all = title.split(' ').filter(|word| !word.is_empty());
    let kept: Vec<String> = all
        .clone()
        .filter(|word| !LEFT_OUT.contains(word))
        .map(singular)
        .collect();
    if kept.is_empty() {
        all.map(singular).collect()
    } else {
        kept
    }
}

fn singular(word: &str) -> String {
    let letters = word.chars().count();
    match word.strip_suffix("ies") {
        Some(stem) if letters > 4 => format!("{stem}y"),
        _ => match word.strip_suffix('s') {
            Some(stem) if letters > 3 && !stem.ends_with('s') => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

/// The features of a title's words, each with its weight; a repeated one comes several times.
pub(super) fn features(words: &[String]) -> Vec<(u64, f32)> {
    let mut features = Vec::with_capacity(words.len() * 16);
    for word in words {
        features.push((word_feature(word), WORD));
        add_pieces(word, &mut features);
    }
    for pair in words.windows(2) {
        features.push((hash(b'p', &[&pair[0], " ", &pair[1]]), WORD));
    }
    if let Some(last) = words.last() {
        features.push((hash(b'l', &[last]), WORD));
    }
    features
}

/// The feature of a word, by which descriptions are compared too.
pub(super) fn word_feature(word: &str) -> u64 {
    hash(b'w', &[word])
}

fn add_pieces(word: &str, features: &mut Vec<(u64, f32)>) {
    let padded = format!(" {word} ");
    let ends: Vec<usize> = padded
        .char_indices()
        .map(|(at, _)| at)
        .chain([padded.len()])
        .collect();
    for length in PIECES {
        for piece in ends.windows(length + 1) {
            let (Some(start), Some(end)) = (piece.first(), piece.last()) else {
                continue;
            };
            if let Some(text) = padded.get(*start..*end) {
                features.push((hash(b'c', &[text]), 1.0));
            }
        }
    }
}

/// FNV-1a: the same on every machine and version of Rust, as the fingerprints of models promise.
fn hash(kind: u8, parts: &[&str]) -> u64 {
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    hasher.write(&[kind]);
    for part in parts {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain_singular_and_without_rank() {
        assert_eq!(words("Sr. Staff Nurses"), ["staff", "nurse"]);
        assert_eq!(words("Director of Utilities"), ["director", "utility"]);
        assert_eq!(words("Business Analyst III"), ["business", "analyst"]);
        assert_eq!(words("Lead"), ["lead"], "nothing else is left");
        assert_eq!(words("Gas"), ["gas"]);
        assert!(words(" - ").is_empty());
    }

    #[test]
    fn pieces_are_cut_between_letters() {
        let features = features(&words("Señora"));
        // A word, the last word, and 6 + 5 + 4 pieces of " señora ".
        assert_eq!(features.len(), 2 + 6 + 5 + 4);
    }
}
