//! Multinomial logistic regression over the tree of the SOC.
//!
//! ```text
//!  score of 15-1252.00  =  x · w[15-1252.00]  +  x · w[15-1]  +  x · w[15]
//! ```
//!
//! An occupation's weights are its own and those of the groups it is in: what a feature says of all of
//! computing is learnt from all of computing's titles, and the occupation's own weights only have to tell
//! it from its neighbours. Trained by stochastic gradients with one adaptive rate for each feature
//! (AdaGrad, Duchi et al. 2011); some of the features of an example are left out at random, so that
//! no single one is relied upon (dropout).

use super::features::mix;
use super::tree::Tree;
use super::vocabulary::Vector;

/// A vector and the number of its occupation.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub(super) occupation: u16,
    pub(super) vector: Vector,
}

/// How long and how boldly to train.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schedule {
    pub(super) epochs: u64,
    pub(super) rate: f32,
    /// Share of features left out of each example, in 256ths.
    pub(super) dropout: u64,
}

/// Gradients of occupations less likely than this are taken for nothing: most of the time is saved.
const NEGLIGIBLE: f32 = 5e-4;

/// Weights of rows × columns of the tree.
#[derive(Debug)]
pub(super) struct Weights {
    pub(super) columns: usize,
    pub(super) data: Vec<f32>,
}

impl Weights {
    pub(super) fn zero(rows: usize, columns: usize) -> Self {
        let data = vec![0.0; rows * columns];
        Weights { columns, data }
    }

    pub(super) fn row(&self, row: u32) -> &[f32] {
        &self.data[row as usize * self.columns..][..self.columns]
    }

    pub(super) fn row_mut(&mut self, row: u32) -> &mut [f32] {
        &mut self.data[row as usize * self.columns..][..self.columns]
    }

    /// The sums of a vector's rows, a number for each column.
    pub(super) fn sums(&self, vector: &[(u32, f32)]) -> Vec<f32> {
        let mut sums = vec![0.0; self.columns];
        for (row, value) in vector {
            for (sum, weight) in sums.iter_mut().zip(self.row(*row)) {
                *sum += value * weight;
            }
        }
        sums
    }
}

/// Trains the weights of `rows` features.
pub(super) fn train(examples: &[Example], rows: usize, tree: &Tree, schedule: Schedule) -> Weights {
    let mut trainer = Trainer {
        tree,
        schedule,
        weights: Weights::zero(rows, tree.columns()),
        squares: vec![1e-6; rows],
        gradient: Vec::new(),
    };
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    for epoch in 0..schedule.epochs {
        order.sort_by_cached_key(|index| mix(u64::from(*index) << 8 | epoch));
        for index in &order {
            let seed = mix(u64::from(*index) << 8 | epoch | 1 << 62);
            trainer.step(&examples[*index as usize], seed);
        }
    }
    trainer.weights
}

struct Trainer<'a> {
    tree: &'a Tree,
    schedule: Schedule,
    weights: Weights,
    /// Squares of all gradients so far, of each row.
    squares: Vec<f32>,
    gradient: Vec<(u32, f32)>,
}

impl Trainer<'_> {
    fn step(&mut self, example: &Example, seed: u64) {
        let kept: Vector = example
            .vector
            .iter()
            .filter(|(row, _)| mix(seed ^ u64::from(*row)) & 255 >= self.schedule.dropout)
            .copied()
            .collect();
        let mut likely = self.tree.scores(&self.weights.sums(&kept));
        softmax(&mut likely);
        self.find_gradient(&likely, example.occupation);
        let norm: f32 = self.gradient.iter().map(|(_, g)| g * g).sum();
        for (row, value) in kept {
            let squares = &mut self.squares[row as usize];
            *squares += value * value * norm;
            let step = self.schedule.rate * value / squares.sqrt();
            let weights = self.weights.row_mut(row);
            for (column, slope) in &self.gradient {
                weights[*column as usize] -= step * slope;
            }
        }
    }

    /// Of the columns of all likely occupations and of the right one, and of their groups.
    fn find_gradient(&mut self, likely: &[f32], right: u16) {
        self.gradient.clear();
        let occupations = self.tree.len();
        let mut groups = vec![0.0_f32; self.tree.columns() - occupations];
        for (number, probability) in likely.iter().enumerate() {
            let is_right = number == right as usize;
            if *probability < NEGLIGIBLE && !is_right {
                continue;
            }
            let slope = probability - f32::from(u8::from(is_right));
            self.gradient.push((number as u32, slope));
            for group in self.tree.groups(number) {
                groups[*group as usize - occupations] += slope;
            }
        }
        let moved = groups
            .iter()
            .enumerate()
            .filter(|(_, slope)| **slope != 0.0);
        let columns = moved.map(|(group, slope)| ((occupations + group) as u32, *slope));
        self.gradient.extend(columns);
    }
}

/// Scores to probabilities, in place.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut all = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - most);
        all += *score;
    }
    for score in scores.iter_mut() {
        *score /= all;
    }
}

/// e to a power of at most 0, to 5 digits. Written out because libraries differ in the last bits,
/// and a model has to be the same everywhere; 2^x by its whole part and a polynomial of the rest.
pub(super) fn exp(power: f32) -> f32 {
    let binary = (power * std::f32::consts::LOG2_E).max(-126.0);
    let whole = binary.floor();
    let rest = binary - whole;
    let polynomial = 1.0
        + rest
            * (0.693_153_1
                + rest
                    * (0.240_153_6
                        + rest * (0.055_826_3 + rest * (0.008_989_34 + rest * 0.001_877_58))));
    polynomial * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}
