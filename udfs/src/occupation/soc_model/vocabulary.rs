//! The features a model knows, and a text as a vector over them.
//!
//! ```text
//!  known     bucket 77 (idf 3.1) row 0 · bucket 412 (idf 8.0) row 1 · …
//!  a text    [412, 77, 77, 9]  ─► [(row 0, .52), (row 1, .85)]         length 1; bucket 9 is unknown
//! ```
//!
//! Weights are TF-IDF with sublinear counts. A long text is a vector of length 1 too, so that noise
//! in it makes it weaker rather than louder.

use super::features::BUCKET_BITS;

const UNKNOWN: u32 = u32::MAX;

/// A text: rows, ascending, with weights whose squares add up to 1.
pub(super) type Vector = Vec<(u32, f32)>;

/// Known features with their inverse document frequencies.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// Bucket of each row, ascending.
    buckets: Vec<u32>,
    inverse_frequencies: Vec<f32>,
    /// Row of each bucket.
    rows: Vec<u32>,
}

impl Vocabulary {
    /// The features that at least two of the documents have; of less than four documents all.
    pub(super) fn build<'a>(documents: impl Iterator<Item = &'a [(u32, f32)]>) -> Self {
        let mut all = 1.0;
        let mut frequencies = vec![0_u32; 1 << BUCKET_BITS];
        for document in documents {
            all += 1.0;
            let mut seen: Vec<u32> = document.iter().map(|(bucket, _)| *bucket).collect();
            seen.sort_unstable();
            seen.dedup();
            for bucket in seen {
                frequencies[bucket as usize] += 1;
            }
        }
        let least = if all > 4.0 { 2 } else { 1 };
        let known = frequencies.iter().enumerate();
        let (buckets, inverse_frequencies) = known
            .filter(|(_, count)| **count >= least)
            .map(|(bucket, count)| {
                let rarity = (all / (1.0 + f64::from(*count))).ln() + 1.0;
                (bucket as u32, rarity as f32)
            })
            .unzip();
        Vocabulary::of(buckets, inverse_frequencies)
    }

    /// From buckets, ascending and below `1 << BUCKET_BITS`, and as many inverse frequencies.
    pub(super) fn of(buckets: Vec<u32>, inverse_frequencies: Vec<f32>) -> Self {
        let mut rows = vec![UNKNOWN; 1 << BUCKET_BITS];
        for (row, bucket) in buckets.iter().enumerate() {
            rows[*bucket as usize] = row as u32;
        }
        Vocabulary {
            buckets,
            inverse_frequencies,
            rows,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.buckets.len()
    }

    pub(super) fn buckets(&self) -> &[u32] {
        &self.buckets
    }

    pub(super) fn inverse_frequencies(&self) -> &[f32] {
        &self.inverse_frequencies
    }

    /// The share of some features that is known; of none all.
    pub(super) fn familiarity(&self, buckets: &[u32]) -> f32 {
        let known = |bucket: &&u32| self.rows[**bucket as usize] != UNKNOWN;
        let count = buckets.iter().filter(known).count();
        match buckets.len() {
            0 => 1.0,
            all => count as f32 / all as f32,
        }
    }

    /// The vector of a text's features; empty when none is known.
    pub(super) fn vector(&self, features: &[(u32, f32)]) -> Vector {
        let mut found: Vector = features
            .iter()
            .map(|(bucket, weight)| (self.rows[*bucket as usize], *weight))
            .filter(|(row, _)| *row != UNKNOWN)
            .collect();
        found.sort_by_key(|(row, _)| *row);
        found.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0.0 };
            same
        });
        for (row, weight) in &mut found {
            *weight = (1.0 + weight.ln()) * self.inverse_frequencies[*row as usize];
        }
        let length = found.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        for (_, weight) in &mut found {
            *weight /= length;
        }
        found
    }
}
