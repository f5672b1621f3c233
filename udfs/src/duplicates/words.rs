//! The words of a text, as hashes that are the same on every machine and for ever.
//!
//! ```text
//!  "Driver’s CAFÉ – ＩＴ"   ─►   driver · s · cafe · it        one u64 each
//!  "銀行 ﬁne"                ─►   銀 · 行 · fine
//! ```
//!
//! A word is a run of letters, digits and marks. All else parts words and leaves no trace, so that
//! bullets, dashes, quotes and line breaks, which every exporter writes its own way, count for
//! nothing. Letters are folded: compatibility forms (full width, ligatures) to plain ones, capitals
//! to lower case, accents away. Characters that show nothing (soft hyphen, zero-width space) do not
//! part a word. Han and kana, written without spaces, are a word per character.
//!
//! Signatures are stored, and they are made of these hashes: a change here, except for characters
//! that Unicode did not know before, needs a new [`VERSION`](super::signature::VERSION).

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// One bit in each byte of eight.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// Hashes the words of a text into `words`, which is emptied first.
pub(super) fn hash_words(text: &str, words: &mut Vec<u64>) {
    words.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = if byte.is_ascii_alphanumeric() {
            match plain_word(bytes, at) {
                Some((hash, end)) => {
                    words.push(hash);
                    end
                }
                None => word(text, at, words),
            }
        } else if byte.is_ascii() {
            at + 1
        } else {
            word(text, at, words)
        };
    }
}

/// The hash of a word whose folded bytes come one by one: chunks of eight, the last filled up with
/// zeros. No word has a zero byte, so different words are different chunks.
struct WordHash {
    hash: u64,
    chunk: u64,
    /// How many bits of the chunk are filled.
    filled: u32,
    empty: bool,
}

impl WordHash {
    const EMPTY: Self = WordHash {
        hash: SEED,
        chunk: 0,
        filled: 0,
        empty: true,
    };

    fn byte(&mut self, byte: u8) {
        self.empty = false;
        self.chunk |= u64::from(byte) << self.filled;
        self.filled += 8;
        if self.filled == 64 {
            self.hash = mix(self.hash, self.chunk);
            (self.chunk, self.filled) = (0, 0);
        }
    }

    fn letter(&mut self, letter: char) {
        let mut buffer = [0; 4];
        for byte in letter.encode_utf8(&mut buffer).bytes() {
            self.byte(byte);
        }
    }

    /// Puts the word down, if there is one, and is empty again.
    fn end(&mut self, words: &mut Vec<u64>) {
        if !self.empty {
            words.push(spread(mix(self.hash, self.chunk)));
        }
        *self = Self::EMPTY;
    }
}

/// Takes one more word, or the eight-byte chunk of one, into a hash.
#[inline]
pub(super) fn mix(hash: u64, chunk: u64) -> u64 {
    (hash.rotate_left(26) ^ chunk).wrapping_mul(MULTIPLIER)
}

/// Spreads a hash over all bits (the finalizer of SplitMix64).
#[inline]
pub(super) fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The word of ASCII letters and digits that begins at `at`: its hash and where it ends. `None`
/// where it may go on behind them, or the text has no eight bytes left to look at.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut hash = SEED;
    let mut end = at;
    loop {
        let chunk = u64::from_le_bytes(*bytes.get(end..)?.first_chunk()?);
        let (folded, others) = fold_eight(chunk);
        if others == 0 {
            hash = mix(hash, folded);
            end += 8;
            continue;
        }
        // The lowest high bit belongs to the first byte that is no letter.
        let letters = others.trailing_zeros() - 7;
        end += letters as usize / 8;
        let goes_on = !bytes.get(end)?.is_ascii();
        let last = folded & ((1 << letters) - 1);
        return (!goes_on).then(|| (spread(mix(hash, last)), end));
    }
}

/// Eight bytes in lower case, and the high bit of each that is no ASCII letter or digit.
#[inline]
fn fold_eight(chunk: u64) -> (u64, u64) {
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

/// Any characters from `at` on up to the end of a word, one by one; gives where that is.
fn word(text: &str, at: usize, words: &mut Vec<u64>) -> usize {
    let mut hash = WordHash::EMPTY;
    for (offset, c) in text[at..].char_indices() {
        if c.is_ascii_alphanumeric() {
            hash.byte(c.to_ascii_lowercase() as u8);
        } else if stands_alone(c) {
            hash.end(words);
            fold(c, &mut hash);
            hash.end(words);
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            fold(c, &mut hash);
        } else if !shows_nothing(c) {
            hash.end(words);
            return at + offset + c.len_utf8();
        }
    }
    hash.end(words);
    text.len()
}

/// The plain lower-case letters of a character; accents have none.
fn fold(c: char, hash: &mut WordHash) {
    decompose_compatible(c, |part| {
        for letter in part.to_lowercase() {
            match letter {
                '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' => {}
                '\u{3c2}' => hash.letter('\u{3c3}'),
                _ if letter.is_alphanumeric() || is_combining_mark(letter) => hash.letter(letter),
                _ => {}
            }
        }
    });
}

/// Whether a character is of a script that writes no spaces between words and has thousands of
/// letters or few sounds to a letter: Han and kana, full or half width.
fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Soft hyphen, zero-width spaces and joiners, byte order mark, variation selectors.
fn shows_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    )
}

#[cfg(test)]
mod tests;
