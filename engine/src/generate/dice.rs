//! Chance, from a seed: the same seed and stream give the same throws on every machine and with every release.
//!
//! ```text
//! seed 7, stream 41 ─► ChaCha8 ─► below(6), chance(1, 100), pick(list)
//! ```
//!
//! Integer arithmetic only, written out here, so that an upgrade of a library changes no posting.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A source of throws.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The throws of one posting: each stream is independent of all others.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number from 0 to `bound` - 1; 0 when the bound is 0.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let product = u64::from(self.0.next_u32()) * u64::from(bound);
        u32::try_from(product >> 32).unwrap_or(0)
    }

    /// True in `times` of a hundred.
    pub(super) fn percent(&mut self, times: u32) -> bool {
        self.below(100) < times
    }

    /// One of a list that is not empty; the default of an empty one.
    pub(super) fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(at as usize).copied().unwrap_or_default()
    }

    /// The place of a throw among running totals of weights.
    pub(super) fn weighted(&mut self, totals: &[u32]) -> usize {
        let throw = self.below(totals.last().copied().unwrap_or(0));
        totals.partition_point(|total| *total <= throw)
    }
}

/// Running totals of weights.
pub(super) fn running_totals(weights: impl Iterator<Item = u32>) -> Vec<u32> {
    weights
        .scan(0u32, |total, weight| {
            *total = total.saturating_add(weight);
            Some(*total)
        })
        .collect()
}
