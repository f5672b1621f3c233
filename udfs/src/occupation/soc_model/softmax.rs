//! Softmax regression: the weights under which the training lines are likeliest.
//!
//! ```text
//!  for each line, in a drawn order:   p = softmax(bias + Σ value × weight)
//!                                     weight −= rate ÷ √(squares so far) × value × (p − what is right)
//! ```
//!
//! Stochastic gradient descent whose steps shrink for features that were seen often (J. Duchi, E. Hazan and Y. Singer,
//! Adaptive Subgradient Methods, 2011), with one sum of squares for each feature.

use std::collections::{BTreeMap, HashMap};

use super::linear::{Linear, Weight, weighed};

/// Features of fewer lines are left out: they name a line and not an occupation.
const FEWEST_LINES: u32 = 2;

/// How often every line is looked at.
const EPOCHS: usize = 6;

/// The first step.
const RATE: f32 = 2.0;

/// What a bias moves, against a weight.
const BIAS_RATE: f32 = 0.1;

/// The largest weights that are kept, for each feature on average.
const KEPT: usize = 16;

/// A line to learn from: which code, and what features.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) code: u16,
    pub(super) features: Vec<(u64, f32)>,
}

/// The weights that tell `codes` codes apart by these lines. The order of the lines matters to the last bit.
pub(super) fn fit(lines: &[Line], codes: usize) -> Linear {
    let (features, inverse_frequencies) = vocabulary(lines);
    let numbers: HashMap<u64, u32> = features.iter().copied().zip(0..).collect();
    let vectors: Vec<(u16, Vec<(u32, f32)>)> = lines
        .iter()
        .map(|line| {
            let known = |feature: u64| numbers.get(&feature).copied();
            let vector = weighed(line.features.clone(), known, &inverse_frequencies);
            (line.code, vector)
        })
        .collect();
    let mut descent = Descent::new(features.len(), codes);
    let mut draw = Draw::default();
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    for _ in 0..EPOCHS {
        draw.shuffle(&mut order);
        for line in &order {
            if let Some((code, vector)) = vectors.get(*line) {
                descent.learn(usize::from(*code), vector);
            }
        }
    }
    let (ends, weights, step) = descent.largest();
    Linear {
        features,
        inverse_frequencies,
        ends,
        weights,
        step,
        biases: descent.biases,
        numbers,
    }
}

/// The features of two lines or more, in order, with their inverse frequencies.
fn vocabulary(lines: &[Line]) -> (Vec<u64>, Vec<f32>) {
    let mut frequencies: BTreeMap<u64, u32> = BTreeMap::new();
    for line in lines {
        let mut features: Vec<u64> = line.features.iter().map(|(feature, _)| *feature).collect();
        features.sort_unstable();
        features.dedup();
        for feature in features {
            *frequencies.entry(feature).or_default() += 1;
        }
    }
    let all = lines.len() as f32;
    let kept = frequencies
        .into_iter()
        .filter(|(_, lines)| *lines >= FEWEST_LINES);
    kept.map(|(feature, lines)| {
        let rarity = (1.0 + all) / (1.0 + lines as f32);
        (feature, rarity.ln() + 1.0)
    })
    .unzip()
}

/// The state of the descent.
struct Descent {
    codes: usize,
    /// For each feature the weight of each code.
    weights: Vec<f32>,
    /// For each feature the sum of the squares of its gradients.
    squares: Vec<f32>,
    biases: Vec<f32>,
    bias_squares: f32,
}

/// Keeps the first step finite.
const TINY: f32 = 1e-8;

impl Descent {
    fn new(features: usize, codes: usize) -> Self {
        Self {
            codes,
            weights: vec![0.0; features * codes],
            squares: vec![TINY; features],
            biases: vec![0.0; codes],
            bias_squares: TINY,
        }
    }

    fn learn(&mut self, code: usize, vector: &[(u32, f32)]) {
        let mut gradient = self.biases.clone();
        for (feature, value) in vector {
            let weights = row(&self.weights, *feature, self.codes);
            for (score, weight) in gradient.iter_mut().zip(weights) {
                *score += value * weight;
            }
        }
        softmax(&mut gradient);
        if let Some(right) = gradient.get_mut(code) {
            *right -= 1.0;
        }
        let square: f32 = gradient.iter().map(|part| part * part).sum();
        for (feature, value) in vector {
            let Some(squares) = self.squares.get_mut(*feature as usize) else {
                continue;
            };
            *squares += value * value * square;
            let step = RATE * value / squares.sqrt();
            let start = *feature as usize * self.codes;
            if let Some(weights) = self.weights.get_mut(start..start + self.codes) {
                for (weight, part) in weights.iter_mut().zip(&gradient) {
                    *weight -= step * part;
                }
            }
        }
        self.bias_squares += square;
        let step = RATE * BIAS_RATE / self.bias_squares.sqrt();
        for (bias, part) in self.biases.iter_mut().zip(&gradient) {
            *bias -= step * part;
        }
    }

    /// The largest weights, in steps of a 127th of the largest of all: ends, weights, step.
    fn largest(&self) -> (Vec<u32>, Vec<Weight>, f32) {
        let mut sizes: Vec<f32> = self.weights.iter().map(|weight| weight.abs()).collect();
        let most = sizes.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let step = most / f32::from(i8::MAX);
        let kept = (self.squares.len() * KEPT).min(sizes.len().saturating_sub(1));
        let least = match sizes.is_empty() {
            true => 0.0,
            false => *sizes.select_nth_unstable_by(kept, |a, b| b.total_cmp(a)).1,
        };
        let least = least.max(step / 2.0);
        let mut weights = Vec::new();
        let mut ends = Vec::with_capacity(self.squares.len());
        for feature in 0..self.squares.len() {
            let row = row(&self.weights, feature as u32, self.codes);
            for (code, weight) in (0_u16..).zip(row) {
                if weight.abs() > least {
                    let steps = (weight / step).round() as i8;
                    weights.push(Weight { code, steps });
                }
            }
            ends.push(weights.len() as u32);
        }
        (ends, weights, step)
    }
}

fn row(weights: &[f32], feature: u32, codes: usize) -> &[f32] {
    let start = feature as usize * codes;
    weights.get(start..start + codes).unwrap_or_default()
}

fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

/// A linear congruential generator (D. Knuth, MMIX) with a fixed seed: the same model on every machine.
#[derive(Debug)]
pub(super) struct Draw(u64);

impl Default for Draw {
    fn default() -> Self {
        Self(1)
    }
}

impl Draw {
    /// A number below `bound`, which is not 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            order.swap(last, self.below(last + 1));
        }
    }
}
