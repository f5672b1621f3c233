//! The shingles of a text: its runs of [`WIDTH`] words, each a hash (Broder 1997, "On the
//! resemblance and containment of documents").
//!
//! ```text
//!  we are hiring a cook   ─►   {we are hiring a} {are hiring a cook}
//! ```
//!
//! Two texts are alike as far as they have the same *set* of shingles: Jaccard's index, the number
//! in both over the number in either. One changed word takes [`WIDTH`] shingles from each side.

use super::words::{hash_words, mix, spread};

/// Words in a shingle. The more, the fewer pairs of ads with different titles are alike (at 0.8, of
/// 3,028 New York ads: 190 with three, 170 with four, 146 with five), and the more an edit costs: a
/// text stays above 0.8 with one word in `9 × WIDTH` replaced.
pub(super) const WIDTH: usize = 4;

/// Different shingles a text must have to say anything: those of twenty words.
pub(super) const MINIMUM_SHINGLES: usize = 20 - WIDTH + 1;

/// Buffers to cut one text after another without allocation.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    words: Vec<u64>,
    hashes: Vec<u64>,
}

impl Shingles {
    /// The hashes of a text's shingles in its order, repeated ones too; `None` where fewer than
    /// [`MINIMUM_SHINGLES`] are different, so that a title and an employer are no evidence.
    pub(super) fn cut(&mut self, text: &str) -> Option<&[u64]> {
        self.cut_to(text, WIDTH)
    }

    /// As [`cut`](Self::cut), with another width.
    pub(super) fn cut_to(&mut self, text: &str, width: usize) -> Option<&[u64]> {
        hash_words(text, &mut self.words);
        self.hashes.clear();
        let shingles = self.words.windows(width).map(shingle);
        self.hashes.extend(shingles);
        has_enough(&self.hashes).then_some(self.hashes.as_slice())
    }
}

#[inline]
fn shingle(words: &[u64]) -> u64 {
    spread(words.iter().fold(0, |hash, word| mix(hash, *word)))
}

/// Whether [`MINIMUM_SHINGLES`] are different; nearly every text shows it with its first ones.
fn has_enough(hashes: &[u64]) -> bool {
    let mut different = [0; MINIMUM_SHINGLES];
    let mut count = 0;
    for hash in hashes {
        if !different[..count].contains(hash) {
            different[count] = *hash;
            count += 1;
            if count == MINIMUM_SHINGLES {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(range: std::ops::Range<u32>) -> String {
        let words = range.map(|number| format!("w{number} "));
        words.collect()
    }

    #[test]
    fn shingles_are_runs_of_words() {
        let mut shingles = Shingles::default();
        let once = shingles.cut(&numbers(0..30)).map(<[u64]>::to_vec).unwrap();
        assert_eq!(once.len(), 27);
        let later = shingles.cut(&numbers(5..30)).unwrap();
        assert_eq!(later, &once[5..]);
    }

    #[test]
    fn order_of_words_matters() {
        assert_ne!(shingle(&[1, 2, 3, 4]), shingle(&[2, 1, 3, 4]));
        assert_ne!(shingle(&[1, 2, 3, 4]), shingle(&[4, 3, 2, 1]));
    }

    #[test]
    fn little_text_is_no_evidence() {
        let mut shingles = Shingles::default();
        assert_eq!(shingles.cut(""), None);
        assert_eq!(shingles.cut("Registered Nurse, Mercy Hospital"), None);
        assert_eq!(shingles.cut(&numbers(0..19)), None);
        assert!(shingles.cut(&numbers(0..20)).is_some());
        assert_eq!(shingles.cut(&"Apply now! ".repeat(500)), None);
    }
}
