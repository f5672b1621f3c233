//! The MinHash signature of a text.
//!
//! ```text
//!  "We seek a line cook for our kitchen"
//!     we seek a line · seek a line cook · a line cook for · line cook for our · cook for our kitchen       shingles
//!     for each of 128 hash functions: the least hash of any shingle ─► its low 16 bits                     signature
//! ```
//!
//! Two texts agree in a place of their signatures with the probability that a shingle of either is one of both (Jaccard's
//! index), so the share of places that agree estimates it: at 0.8 with a standard error of 0.035. Case, punctuation
//! and layout do not count.

use datafusion::common::{Result, exec_err};

use crate::extract::words::{BREAK, Word, hash_words};

/// Hash functions, and so places of a signature.
pub(super) const PLACES: usize = 128;

/// Words of a shingle: fewer and any two texts share some, more and a changed word changes many.
const SHINGLE: usize = 4;

/// Words that a text needs for a signature: of fewer, unlike postings ("Registered Nurse, full time") would look alike.
const FEWEST_WORDS: usize = 20;

/// What the first byte says, so that signatures of another making are not compared with these.
const FORMAT: u8 = 1;

/// Bytes of a stored signature: the format, then the places, little-endian.
pub(super) const BYTES: usize = 1 + 2 * PLACES;

/// The signature of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature([u16; PLACES]);

impl Signature {
    /// The signature of a text; none where it has fewer than twenty words. `words` is room to work in.
    pub(super) fn of(text: &str, words: &mut Vec<Word>) -> Option<Self> {
        words.clear();
        hash_words(text, words);
        words.retain(|word| is_spoken(text, word));
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let mut least = [u32::MAX; PLACES];
        for shingle in words.windows(SHINGLE) {
            keep_least(&mut least, shingle_hash(shingle));
        }
        Some(Signature(least.map(|hash| hash as u16)))
    }

    /// As it is stored.
    pub(super) fn to_bytes(&self) -> [u8; BYTES] {
        let mut bytes = [FORMAT; BYTES];
        let places = bytes[1..].chunks_exact_mut(2);
        for (place, value) in places.zip(self.0) {
            place.copy_from_slice(&value.to_le_bytes());
        }
        bytes
    }

    /// From what is stored; `function` is who asks.
    pub(super) fn from_bytes(function: &str, bytes: &[u8]) -> Result<Self> {
        let (Some(&FORMAT), BYTES) = (bytes.first(), bytes.len()) else {
            let found = bytes.len();
            return exec_err!(
                "{function}: {found} bytes that are no signature of this version; \
                 give it what posting_signature(text) gives"
            );
        };
        let mut values = [0; PLACES];
        for (value, place) in values.iter_mut().zip(bytes[1..].chunks_exact(2)) {
            *value = u16::from_le_bytes([place[0], place[1]]);
        }
        Ok(Signature(values))
    }

    /// The estimated share of shingles that both texts have, 0 to 1.
    pub(super) fn similarity(&self, other: &Self) -> f64 {
        let pairs = self.0.iter().zip(&other.0);
        let agreeing = pairs.map(|(a, b)| u32::from(a == b)).sum::<u32>();
        f64::from(agreeing) / PLACES as f64
    }

    /// The places, in order.
    pub(super) fn places(&self) -> &[u16; PLACES] {
        &self.0
    }
}

/// Whether a word is one of letters or digits, and not a sign or a break.
fn is_spoken(text: &str, word: &Word) -> bool {
    let at = |offset: u32| text.as_bytes().get(offset as usize).copied();
    let begins = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    // A word may begin with a full stop: `.net`.
    let long = word.end > word.start + 1;
    word.hash != BREAK && (at(word.start).is_some_and(begins) || long)
}

fn shingle_hash(words: &[Word]) -> u32 {
    let mut hash: u64 = 0;
    for word in words {
        hash = (hash.rotate_left(23) ^ word.hash).wrapping_mul(MULTIPLIER);
    }
    hash = (hash ^ (hash >> 31)).wrapping_mul(MULTIPLIER);
    (hash >> 32) as u32
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash function of the family `((x ^ mask) * odd)`, folded once more so that all bits count.
#[derive(Clone, Copy)]
struct HashFunction {
    mask: u32,
    odd: u32,
}

const HASH_FUNCTIONS: [HashFunction; PLACES] = hash_functions();

/// Drawn from SplitMix64 (Steele, Lea and Flood 2014), whose seed is fixed: signatures are stored.
const fn hash_functions() -> [HashFunction; PLACES] {
    let mut functions = [HashFunction { mask: 0, odd: 1 }; PLACES];
    let mut state: u64 = 0x6a6f_6273_2062_7921;
    let mut place = 0;
    while place < PLACES {
        state = state.wrapping_add(MULTIPLIER);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        functions[place] = HashFunction {
            mask: z as u32,
            odd: (z >> 32) as u32 | 1,
        };
        place += 1;
    }
    functions
}

#[inline]
fn keep_least(least: &mut [u32; PLACES], shingle: u32) {
    for (least, function) in least.iter_mut().zip(&HASH_FUNCTIONS) {
        let hash = (shingle ^ function.mask).wrapping_mul(function.odd);
        let hash = hash ^ (hash >> 15);
        *least = (*least).min(hash.wrapping_mul(0x2c1b_3c6d));
    }
}

#[cfg(test)]
mod tests;
