//! How many years of school a text asks of its reader.
//!
//! ```text
//!  "The cat sat on the mat."      6 words   1 sentence   6 syllables   ─►  -1.45
//!   0.39 · words / sentences  +  11.8 · syllables / words  −  15.59
//! ```
//!
//! The Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of new
//! readability formulas for Navy enlisted personnel", Research Branch Report 8-75). Lines and items
//! of lists count as sentences. A word has at least one letter, so numbers do not count. It is meant
//! for English; for other scripts each word counts as one syllable.

mod syllables;

use crate::sentences::sentences;
use syllables::syllables;

/// The grade level of a text; None if it has no word.
#[must_use]
pub(crate) fn flesch_kincaid_grade(text: &str) -> Option<f64> {
    let mut total = Counts::default();
    for span in sentences(text) {
        total.add(text.get(span).unwrap_or(""));
    }
    total.grade()
}

#[derive(Debug, Default)]
struct Counts {
    sentences: u64,
    words: u64,
    syllables: u64,
}

impl Counts {
    fn add(&mut self, sentence: &str) {
        let pieces = sentence.split(|c: char| !(c.is_alphanumeric() || is_inside_word(c)));
        let before = self.words;
        for word in pieces.filter(|piece| piece.contains(char::is_alphabetic)) {
            self.words += 1;
            self.syllables += syllables(word);
        }
        // "1,200 – 1,500" alone is no sentence.
        self.sentences += u64::from(self.words > before);
    }

    fn grade(&self) -> Option<f64> {
        (self.words > 0).then(|| {
            let (sentences, words) = (self.sentences as f64, self.words as f64);
            0.39 * words / sentences + 11.8 * self.syllables as f64 / words - 15.59
        })
    }
}

fn is_inside_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests;
