//! Which letters stand in a stretch of text, asked in constant time.
//!
//! ```text
//!  "excel and word"   missing("access", from 10, 7) = 3 of a c e s: only d, o, r, w stand there
//! ```
//!
//! A name with `d` edits lacks at most `d` of its letters, so most names are ruled out without a comparison.

/// The letters of stretches of 1, 2, 4, … characters from each character on.
#[derive(Debug, Default)]
pub(super) struct Letters {
    levels: Vec<Vec<u64>>,
}

/// Longer stretches than 2^6 characters are asked for their first 2^6.
const LEVELS: usize = 7;

impl Letters {
    pub(super) fn read(&mut self, chars: &[char]) {
        self.levels.resize_with(LEVELS, Vec::new);
        for level in 0..LEVELS {
            let (done, rest) = self.levels.split_at_mut(level);
            let Some(next) = rest.first_mut() else { return };
            next.clear();
            match done.last() {
                None => next.extend(chars.iter().map(|c| bit(*c))),
                Some(half) => {
                    let step = 1 << (level - 1);
                    let pair = |at: usize| half[at] | half.get(at + step).copied().unwrap_or(0);
                    next.extend((0..chars.len()).map(pair));
                }
            }
        }
    }

    /// How many of the letters do not stand in the `len` characters from `start` on.
    pub(super) fn missing(&self, letters: u64, start: usize, len: usize) -> u32 {
        if len >= 1 << LEVELS {
            // So long a stretch has nearly all letters.
            return 0;
        }
        let level = (usize::BITS - 1 - len.max(1).leading_zeros()) as usize;
        let Some(level_letters) = self.levels.get(level) else {
            return 0;
        };
        let at = |at: usize| level_letters.get(at).copied().unwrap_or(0);
        let there = at(start) | at(start + len - (1 << level));
        (letters & !there).count_ones()
    }
}

/// The letters of a name, a bit each.
pub(super) fn letters_of(chars: &[char]) -> u64 {
    chars.iter().fold(0, |letters, c| letters | bit(*c))
}

/// Letters and digits have a bit of their own, all other characters share the rest; a space has none.
fn bit(c: char) -> u64 {
    match c {
        ' ' => 0,
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
        _ => 1 << (36 + u32::from(c) % 28),
    }
}
