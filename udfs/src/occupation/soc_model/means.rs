//! The mean text of each occupation, as a linear opinion.
//!
//! ```text
//!  nurse       29-1141.00 .41 · 29-1171.00 .22 · …       what of the occupation's mean text is "nurse"
//! ```
//!
//! The sum over a vector is the cosine of a text and all texts of the occupation together (Rocchio 1971).
//! It cannot overfit, and so says what the regression forgets: which occupations have a feature at all.

use super::softmax::Example;

/// Weights of each occupation in each row.
#[derive(Debug)]
pub(super) struct Means {
    starts: Vec<u32>,
    entries: Vec<(u16, f32)>,
}

impl Means {
    pub(super) fn build(examples: &[Example], rows: usize, occupations: usize) -> Self {
        let mut cells: Vec<(u32, u16, f32)> = examples
            .iter()
            .flat_map(|one| one.vector.iter().map(|(row, w)| (*row, one.occupation, *w)))
            .collect();
        // Stable: the order of a float sum is that of the examples.
        cells.sort_by_key(|(row, number, _)| (*row, *number));
        cells.dedup_by(|next, first| {
            let same = (next.0, next.1) == (first.0, first.1);
            first.2 += if same { next.2 } else { 0.0 };
            same
        });
        let mut lengths = vec![0.0_f32; occupations];
        for (_, number, weight) in &cells {
            lengths[usize::from(*number)] += weight * weight;
        }
        let mut starts = vec![0_u32; rows + 1];
        for (row, _, _) in &cells {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let scaled = cells
            .into_iter()
            .map(|(_, number, w)| (number, w / lengths[usize::from(number)].sqrt()));
        Means {
            starts,
            entries: scaled.collect(),
        }
    }

    pub(super) fn row(&self, row: u32) -> &[(u16, f32)] {
        let row = row as usize;
        &self.entries[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// How alike a vector is to each occupation's mean, from 0 to 1.
    pub(super) fn scores(&self, vector: &[(u32, f32)], occupations: usize) -> Vec<f32> {
        let mut scores = vec![0.0; occupations];
        for (row, value) in vector {
            for (number, weight) in self.row(*row) {
                scores[usize::from(*number)] += value * weight;
            }
        }
        scores
    }
}
