//! Scores of codes as sums over the features of a text.
//!
//! ```text
//!  feature   inverse frequency   weights of codes
//!  "nurse"   5.1                 29-1141 +38  29-1171 +21  31-1131 -12 …       × step
//! ```

use std::collections::{BTreeMap, HashMap};

/// A weight of a feature for a code, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) code: u16,
    pub(super) steps: i8,
}

/// Known features with the weights they have for codes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Linear {
    /// In order.
    pub(super) features: Vec<u64>,
    pub(super) inverse_frequencies: Vec<f32>,
    /// Where the weights of each feature end.
    pub(super) ends: Vec<u32>,
    pub(super) weights: Vec<Weight>,
    /// What one step is worth.
    pub(super) step: f32,
    /// What each code has before anything is read.
    pub(super) biases: Vec<f32>,
    pub(super) numbers: HashMap<u64, u32>,
}

impl Linear {
    pub(super) fn features(&self) -> usize {
        self.features.len()
    }

    pub(super) fn weights(&self) -> usize {
        self.weights.len()
    }

    /// The score of each code for a text with these features; none where not one is known.
    pub(super) fn scores(&self, features: Vec<(u64, f32)>) -> Option<Vec<f32>> {
        let mut scores = self.biases.clone();
        let known = |feature: u64| self.numbers.get(&feature).copied();
        let vector = weighed(features, known, &self.inverse_frequencies);
        if vector.is_empty() {
            return None;
        }
        for (feature, value) in vector {
            let value = value * self.step;
            for weight in self.weights_of(feature) {
                if let Some(score) = scores.get_mut(usize::from(weight.code)) {
                    *score += value * f32::from(weight.steps);
                }
            }
        }
        Some(scores)
    }

    fn weights_of(&self, feature: u32) -> &[Weight] {
        let feature = feature as usize;
        let end = self.ends.get(feature).map_or(0, |end| *end as usize);
        let start = match feature.checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(end, |end| *end as usize),
            None => 0,
        };
        self.weights.get(start..end).unwrap_or_default()
    }
}

/// The known features of a text by their numbers, weighed by TF-IDF, as a vector of length 1.
pub(super) fn weighed(
    features: Vec<(u64, f32)>,
    known: impl Fn(u64) -> Option<u32>,
    inverse_frequencies: &[f32],
) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    for (feature, count) in features {
        if let Some(number) = known(feature) {
            *counts.entry(number).or_default() += count;
        }
    }
    let rarity = |number: u32| inverse_frequencies.get(number as usize).copied();
    let mut vector: Vec<(u32, f32)> = counts
        .into_iter()
        // Sublinear: said twice is not twice as much.
        .map(|(number, count)| {
            (
                number,
                (1.0 + count.ln()) * rarity(number).unwrap_or_default(),
            )
        })
        .collect();
    let length = vector.iter().map(|(_, value)| value * value).sum::<f32>();
    let length = length.sqrt().max(f32::MIN_POSITIVE);
    for (_, value) in &mut vector {
        *value /= length;
    }
    vector
}
