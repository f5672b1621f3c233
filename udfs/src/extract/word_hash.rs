//! The hash of a word, eight folded bytes at a time.
//!
//! ```text
//!  "Processing data"   P r o c e s s i │ n g _ d a t a
//!                      all eight letters   two, then no letter: the word is 10 bytes long
//!                      fold ─► mix         fold, the rest cut off ─► mix ─► finish
//! ```
//!
//! A word's bytes are cut into chunks of eight, the last filled up with zeros (all zeros behind a
//! full one); no word has a zero byte, so different words are different chunks. [`WordHash`] takes
//! any bytes one by one; [`plain_word`] reads words of ASCII letters and digits, nearly all there
//! are, straight from the text, and gives the same hash. No hash is ever stored.

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// One bit in each byte of eight.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The hash of a word whose folded bytes come one by one.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordHash {
    hash: u64,
    chunk: u64,
    /// How many bits of the chunk are filled.
    filled: u32,
}

impl WordHash {
    pub(super) const EMPTY: Self = WordHash {
        hash: SEED,
        chunk: 0,
        filled: 0,
    };

    #[inline]
    pub(super) fn byte(&mut self, byte: u8) {
        self.chunk |= u64::from(byte) << self.filled;
        self.filled += 8;
        if self.filled == 64 {
            self.hash = mix(self.hash, self.chunk);
            (self.chunk, self.filled) = (0, 0);
        }
    }

    #[inline]
    pub(super) fn finish(&self) -> u64 {
        finish(mix(self.hash, self.chunk))
    }
}

#[inline]
fn mix(hash: u64, chunk: u64) -> u64 {
    (hash.rotate_left(26) ^ chunk).wrapping_mul(MULTIPLIER)
}

/// Spreads a hash over all bits and keeps it off 0, the hash of a break.
#[inline]
fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(MULTIPLIER);
    (hash ^ (hash >> 32)) | 1
}

/// The word of ASCII letters and digits that begins at `at`: its hash and where it ends. `None`
/// where the word may go on behind them, or the text has no eight bytes left to look at.
#[inline]
pub(super) fn plain_word(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut hash = SEED;
    let mut end = at;
    loop {
        let chunk = u64::from_le_bytes(*bytes.get(end..)?.first_chunk()?);
        let (folded, others) = fold(chunk);
        if others == 0 {
            hash = mix(hash, folded);
            end += 8;
            continue;
        }
        // The lowest high bit belongs to the first byte that is no letter.
        let letters = others.trailing_zeros() - 7;
        let kept = folded & ((1 << letters) - 1);
        end += letters as usize / 8;
        return ends_word(bytes, end).then(|| (finish(mix(hash, kept)), end));
    }
}

/// Eight bytes in lower case, and the high bit of each that is no ASCII letter or digit.
#[inline]
fn fold(chunk: u64) -> (u64, u64) {
    let low = chunk & !HIGH;
    let lower = low | (0x20 * ONES);
    let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let ascii = !chunk & HIGH;
    // A letter's high bit, moved to where its case is.
    let case = (letters & ascii) >> 2;
    (chunk | case, HIGH & !((letters | digits) & ascii))
}

/// The high bit of each byte that is at least `least`; other bits are noise. No byte has its own
/// high bit set, so that none carries into the next.
#[inline]
fn at_least(bytes: u64, least: u8) -> u64 {
    bytes + u64::from(0x80 - least) * ONES
}

/// Whether what stands at `end` leaves the letters before it a whole word, at a glance.
#[inline]
fn ends_word(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        Some(b'&' | b'#' | b'+' | b'\'' | 0x80..) => false,
        Some(b'.') => !bytes
            .get(end + 1)
            .is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_bytes(word: &str) -> u64 {
        let mut hash = WordHash::EMPTY;
        word.bytes()
            .for_each(|byte| hash.byte(byte.to_ascii_lowercase()));
        hash.finish()
    }

    #[test]
    fn every_byte_is_a_letter_or_digit_or_ends_the_word() {
        for byte in 0..=u8::MAX {
            let (folded, others) = fold(u64::from_le_bytes([byte; 8]));
            let word = byte.is_ascii_alphanumeric();
            assert_eq!(others, if word { 0 } else { HIGH }, "{byte}");
            if word {
                assert_eq!(folded.to_le_bytes(), [byte.to_ascii_lowercase(); 8]);
            }
        }
    }

    #[test]
    fn a_zero_behind_a_full_chunk_changes_nothing_between_words() {
        assert_ne!(by_bytes("abcdefgh"), by_bytes("abcdefg"));
        assert_ne!(by_bytes("abcdefgh"), by_bytes("abcdefghi"));
    }

    proptest! {
        #[test]
        fn a_plain_word_has_the_hash_of_its_bytes(word in "[a-zA-Z0-9]{1,30}", behind in "[ ,;/\n(]") {
            let text = format!("{word}{behind}and so on");
            prop_assert_eq!(plain_word(text.as_bytes(), 0), Some((by_bytes(&word), word.len())));
        }
    }
}
