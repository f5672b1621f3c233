//! A linear model of occupations, trained from the titles and task statements of a taxonomy.
//!
//! ```text
//!  60,000 titles with codes ─► features ─► softmax regression ─► titles: Linear ─┐
//!  19,000 tasks, descriptions ─► words ──► softmax regression ─► texts:  Linear ─┴─► SocModel ─► bytes in the book
//!
//!  'Java Coder'                   titles   15-1251  -0.9   15-1252  -1.1 …      (logarithms of probabilities)
//!  'writes and tests code for …'  texts    15-1251  -0.4   15-1252  -1.3 …
//! ```
//!
//! The same lines in any order give the same bytes: they are sorted, and the order of training is drawn from a fixed
//! seed. Of the weights the largest are kept, as steps of a byte.

mod bytes;
mod linear;
mod softmax;
mod train;

use self::linear::Linear;
use super::features::{features, text_features, words};

pub use self::bytes::SocModelError;
pub use self::train::{ModelLine, TrainingLines};

/// What of a description is read: boilerplate stands at its end.
const DESCRIPTION_BYTES: usize = 16 << 10;

/// Fewer words than these say nothing of the occupation.
const FEWEST_WORDS: usize = 5;

/// A trained model.
#[derive(Debug, Clone, PartialEq)]
pub struct SocModel {
    codes: Vec<String>,
    titles: Linear,
    texts: Linear,
}

impl SocModel {
    /// The codes it tells apart, in order.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Features that it knows, and weights that it keeps.
    pub fn size(&self) -> (usize, usize) {
        let linear = [&self.titles, &self.texts];
        (
            linear.iter().map(|one| one.features()).sum(),
            linear.iter().map(|one| one.weights()).sum(),
        )
    }

    /// For each code the logarithm of its probability by the words of a title; none where it knows nothing of them.
    pub(super) fn by_title(&self, words: &[String]) -> Option<Vec<f32>> {
        self.titles.scores(features(words)).map(log_softmax)
    }

    /// The same by a description; none where it says too little.
    pub(super) fn by_text(&self, text: &str) -> Option<Vec<f32>> {
        let words = words(&text[..text.floor_char_boundary(DESCRIPTION_BYTES)]);
        if words.len() < FEWEST_WORDS {
            return None;
        }
        self.texts.scores(text_features(&words)).map(log_softmax)
    }
}

/// Scores as logarithms of probabilities that add up to 1.
fn log_softmax(mut scores: Vec<f32>) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    let all = most + sum.ln();
    for score in &mut scores {
        *score -= all;
    }
    scores
}

#[cfg(test)]
mod tests;
