//! What a trained model makes of a posting.
//!
//! ```text
//!  score of a code =     logarithm of its probability by the title
//!                    + 5 × likeness of the title to all titles of the occupation
//!                    +     logarithm of its probability by the description, which is never less than 0.003
//!
//!  probability     = softmax(score ÷ 1.2) × 0.9
//! ```
//!
//! The floor keeps a description about something else (the employer, the benefits) from overruling a title. Chosen and
//! calibrated on half of the titles of `benches/run occupations`, and right on the other half.

use std::collections::HashMap;

use super::classify::{EXACT, softmax};
use super::soc_model::SocModel;
use super::title_index::{Query, TitleIndex};

/// What likeness to all titles of an occupation counts.
const TITLES: f32 = 5.0;

/// The least probability that a description gives an occupation.
const FLOOR: f32 = 0.003;

const TEMPERATURE: f32 = 1.2;

/// How sure the surest guess is: occupations overlap, and one in ten titles could be of another as well.
const SURE: f32 = 0.9;

/// Occupations less likely than this are not told, and do not add to the groups above them.
const NEGLIGIBLE: f32 = 1e-4;

/// A model beside the titles of the taxonomy.
#[derive(Debug)]
pub(super) struct ModelScores<'a> {
    index: &'a TitleIndex,
    model: &'a SocModel,
    /// For each code of the model its number in the index.
    numbers: Vec<Option<u32>>,
}

impl<'a> ModelScores<'a> {
    pub(super) fn new(index: &'a TitleIndex, model: &'a SocModel) -> Self {
        let codes = index.codes().iter().map(String::as_str);
        let numbers: HashMap<&str, u32> = codes.zip(0..).collect();
        let number = |code: &String| numbers.get(code.as_str()).copied();
        ModelScores {
            index,
            model,
            numbers: model.codes().iter().map(number).collect(),
        }
    }

    /// Codes with their probabilities; of a title that the taxonomy has, only the codes that have it: `exact`, by their
    /// numbers in the index.
    pub(super) fn likely(
        &self,
        words: &[String],
        query: &Query,
        description: Option<&str>,
        exact: &[u32],
    ) -> Vec<(&'a str, f32)> {
        let Some(by_title) = self.model.by_title(words) else {
            return Vec::new();
        };
        let by_text = description.and_then(|text| self.model.by_text(text));
        let likeness = self.index.likeness_to_codes(query);
        let mut scores: Vec<(u32, f32)> = Vec::with_capacity(by_title.len());
        for (place, score) in by_title.into_iter().enumerate() {
            let number = self.numbers.get(place).copied().flatten();
            if !exact.is_empty() && number.is_none_or(|number| !exact.contains(&number)) {
                continue;
            }
            let likeness = number.and_then(|number| likeness.get(number as usize));
            let text = by_text.as_ref().and_then(|scores| scores.get(place));
            let text = text.map_or(0.0, |score| (score.exp() + FLOOR).ln());
            scores.push((
                place as u32,
                score + TITLES * likeness.copied().unwrap_or_default() + text,
            ));
        }
        let sure = if exact.is_empty() { SURE } else { EXACT };
        let likely = softmax(scores, sure, TEMPERATURE).into_iter();
        let code = |place: u32| self.model.codes().get(place as usize);
        likely
            .filter(|(_, likely)| *likely >= NEGLIGIBLE)
            .filter_map(|(place, likely)| Some((code(place)?.as_str(), likely)))
            .collect()
    }
}
