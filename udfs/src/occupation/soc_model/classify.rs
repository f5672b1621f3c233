//! A model, and what it says of a posting.
//!
//! ```text
//!  title        softmax of the title's scores              15-1252 .55  15-1251 .20  …
//!  known title  of its own codes .72 together              15-1252 .86  15-1251 .05  …
//!  description  times e^(weight × the description's score) 15-1252 .93  15-1251 .02  …
//!  curve        as right as it says                        15-1252 .88  15-1251 .03  …
//! ```

use super::calibrate::Curve;
use super::features::{Features, description_features, title_features, title_words};
use super::softmax::softmax;
use super::table::Table;
use super::titles::Titles;
use super::tree::Tree;
use super::vocabulary::Vector;
use crate::occupation::classify::{Guess, Level};

/// Most occupations that are told.
pub(super) const MOST: usize = 5;
/// How often a title that the taxonomy has is of one of its codes there. Measured: of the titles
/// reported by workers of O*NET 29 that other sources have too, 72 % are of a code that those give.
const KNOWN: f32 = 0.72;

/// What is left of the probability of a title of which no word is known, only pieces: it is misspelt, or of a job that the
/// titles leave out.
const UNFAMILIAR: f32 = 0.4;

/// The curves of a model: of a title alone, of a title with description, of a description alone.
const ALONE: usize = 0;
const BOTH: usize = 1;
const DESCRIPTION: usize = 2;

/// What the tables' scores count where there are both; alone each counts 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Blend {
    /// Of the title's and the description's.
    pub(super) both: [f32; 2],
}

impl Blend {
    /// Of a model that has learnt from titles only: descriptions are not read.
    pub(super) fn of_titles() -> Self {
        Self { both: [1.0, 0.0] }
    }

    fn reads_descriptions(&self) -> bool {
        self.both[1] != 0.0
    }
}

/// A trained model.
#[derive(Debug, Clone)]
pub struct SocModel {
    pub(super) tree: Tree,
    pub(super) titles: Table,
    pub(super) descriptions: Table,
    pub(super) known: Titles,
    pub(super) blend: Blend,
    /// For a title alone, with description, and a description alone.
    pub(super) curves: [Curve; 3],
}

impl SocModel {
    /// The at most five likeliest occupations of a level, the likeliest first. None when there is no word in
    /// the title or description that the model knows.
    pub(crate) fn classify(
        &self,
        title: Option<&str>,
        description: Option<&str>,
        level: Level,
    ) -> Vec<Guess> {
        let own = vector(&self.titles, title.map(title_features));
        let description = description.filter(|_| self.blend.reads_descriptions());
        let text = vector(&self.descriptions, description.map(description_features));
        let known = title.map_or(&[][..], |title| self.known.occupations(title));
        let has_title = !own.is_empty() || !known.is_empty();
        let [title_weight, text_weight] = self.blend.both;
        let (title_weight, text_weight, curve) = match (has_title, !text.is_empty()) {
            (false, false) => return Vec::new(),
            (false, true) => (0.0, 1.0, DESCRIPTION),
            (true, false) => (1.0, 0.0, ALONE),
            (true, true) => (title_weight, text_weight, BOTH),
        };
        let mut scores = vec![0.0; self.tree.len()];
        self.add_scores(&self.titles, &own, title_weight, &mut scores);
        raise_known(&mut scores, known);
        self.add_scores(&self.descriptions, &text, text_weight, &mut scores);
        softmax(&mut scores);
        let curve = known.is_empty().then(|| &self.curves[curve]);
        let mut guesses = self.guesses(&scores, curve, level);
        if let Some(title) = title.filter(|_| known.is_empty() && text.is_empty()) {
            let sure = self.titles.vocabulary.familiarity(&title_words(title));
            for guess in &mut guesses {
                guess.probability *= UNFAMILIAR + (1.0 - UNFAMILIAR) * sure;
            }
        }
        guesses
    }

    fn add_scores(&self, table: &Table, vector: &Vector, factor: f32, scores: &mut [f32]) {
        let mut sums = vec![0.0; self.tree.columns()];
        table.add_to(vector, factor, &mut sums);
        for (score, own) in scores.iter_mut().zip(self.tree.scores(&sums)) {
            *score += own;
        }
    }

    fn guesses(&self, likely: &[f32], curve: Option<&Curve>, level: Level) -> Vec<Guess> {
        let mut ranked = self.tree.likeliest(likely, MOST, level);
        for (_, probability) in &mut ranked {
            *probability = curve.map_or(*probability, |curve| curve.at(*probability));
        }
        let all: f32 = ranked.iter().map(|(_, probability)| probability).sum();
        let guesses = ranked.into_iter().map(|(code, probability)| Guess {
            soc_code: code.as_str().to_owned(),
            probability: probability / all.max(1.0),
        });
        guesses.collect()
    }
}

/// A text over a table's features; empty where nothing of it is known.
fn vector(table: &Table, features: Option<Features>) -> Vector {
    features.map_or_else(Vector::new, |features| table.vocabulary.vector(&features))
}

/// Raises the scores of a known title's codes until they are as likely together as such codes are.
fn raise_known(scores: &mut [f32], known: &[(u64, u16)]) {
    if known.is_empty() {
        return;
    }
    let mut likely = scores.to_vec();
    softmax(&mut likely);
    let of = |code: u16| likely.get(usize::from(code)).copied().unwrap_or_default();
    let now: f32 = known.iter().map(|(_, code)| of(*code)).sum();
    if now >= KNOWN || now <= 0.0 {
        return;
    }
    let raise = (KNOWN / (1.0 - KNOWN) * (1.0 - now) / now).ln();
    for (_, code) in known {
        if let Some(score) = scores.get_mut(usize::from(*code)) {
            *score += raise;
        }
    }
}
