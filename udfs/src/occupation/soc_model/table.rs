//! A linear opinion as it is kept: the weights that matter, each in a byte.
//!
//! ```text
//!  trained   90,000 rows × 985 columns of f32      350 MB
//!  kept      row 17 ─► scale .031   (12, −4) (370, 127) (961, 33)        6 MB
//! ```
//!
//! What matters is how much an entry can move a score: its weight times the feature's inverse
//! frequency. The largest are kept, up to a budget.

use super::vocabulary::{Vector, Vocabulary};

/// Steps from nothing to the largest weight of a row.
const STEPS: f32 = 127.0;

/// Rows of sparse weights over the columns of a tree.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) vocabulary: Vocabulary,
    /// What a step of a row's weights is worth.
    pub(super) scales: Vec<f32>,
    /// Where each row's entries start, and where the last end.
    pub(super) starts: Vec<u32>,
    /// Column and weight in steps.
    pub(super) entries: Vec<(u16, i8)>,
}

impl Table {
    /// The `budget` entries that matter most of the rows that `fill` writes.
    pub(super) fn pack(
        vocabulary: Vocabulary,
        columns: usize,
        budget: usize,
        mut fill: impl FnMut(u32, &mut [f32]),
    ) -> Self {
        let mut row = vec![0.0_f32; columns];
        let frequencies = vocabulary.inverse_frequencies();
        let mut sizes: Vec<u32> = Vec::new();
        for (at, frequency) in frequencies.iter().enumerate() {
            fill(at as u32, &mut row);
            let all = row.iter().map(|weight| size(*weight, *frequency));
            sizes.extend(all.filter(|size| *size > 0));
        }
        let least = largest_left_out(sizes, budget);
        let mut scales = Vec::with_capacity(vocabulary.len());
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for (at, frequency) in frequencies.iter().enumerate() {
            fill(at as u32, &mut row);
            for weight in &mut row {
                let is_kept = size(*weight, *frequency) > least;
                *weight = if is_kept { *weight } else { 0.0 };
            }
            scales.push(quantize(&row, &mut entries));
            starts.push(entries.len() as u32);
        }
        Table {
            vocabulary,
            scales,
            starts,
            entries,
        }
    }

    /// Adds a vector's scores, times a factor, to the sums of columns.
    pub(super) fn add_to(&self, vector: &Vector, factor: f32, sums: &mut [f32]) {
        for (row, value) in vector {
            let row = *row as usize;
            let entries = &self.entries[self.starts[row] as usize..self.starts[row + 1] as usize];
            let step = factor * value * self.scales[row];
            for (column, steps) in entries {
                sums[usize::from(*column)] += step * f32::from(*steps);
            }
        }
    }
}

/// How much a weight can move a score, as bits: floats of one sign are in the order of theirs.
fn size(weight: f32, frequency: f32) -> u32 {
    (weight * frequency).abs().to_bits()
}

/// The largest size that does not get into the budget; 0 when all do.
fn largest_left_out(mut sizes: Vec<u32>, budget: usize) -> u32 {
    let left_out = sizes.len().saturating_sub(budget);
    match left_out.checked_sub(1) {
        Some(last) => *sizes.select_nth_unstable(last).1,
        None => 0,
    }
}

/// Adds the entries of a row; returns what a step is worth.
fn quantize(row: &[f32], entries: &mut Vec<(u16, i8)>) -> f32 {
    let largest = row
        .iter()
        .fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let scale = largest / STEPS;
    if scale == 0.0 {
        return 0.0;
    }
    for (column, weight) in row.iter().enumerate() {
        let steps = (weight / scale).round() as i8;
        if steps != 0 {
            entries.push((column as u16, steps));
        }
    }
    scale
}
