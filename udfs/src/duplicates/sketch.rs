//! A set of hashes cut down to a fixed number of its members, such that two sets have the same
//! member in a bin with the probability of their Jaccard index.
//!
//! ```text
//!  round 0   every hash falls into one bin; a bin keeps its smallest
//!            bin   0    1    2    3    4    5
//!                  a    ·    c    ·    b    ·
//!  round 1   every hash, hashed again, falls into one bin; bins of round 0 stay
//!                  a    b    c    ·    b    ·
//!  …         until every bin has a member
//! ```
//!
//! This is Fast Similarity Sketching (Dahlgaard, Knudsen, Thorup, FOCS 2017). MinHash with a hash
//! function for each bin takes `bins × hashes`; this takes `hashes + bins × ln(bins)`, is as free
//! of bias, and its error is no larger for small sets nor for large, which is where one-permutation
//! hashing with borrowed bins (Shrivastava 2017) is weak.

use super::words::spread;

const EMPTY: u64 = u64::MAX;
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Fills the bins from the hashes, which are spread over all 64 bits; repeated ones change nothing.
/// A bin's high half is the round it was filled in, the low half is 32 bits of the member's hash in
/// that round. Without hashes all bits of every bin are set.
pub(super) fn fill(hashes: &[u64], bins: &mut [u64]) {
    bins.fill(EMPTY);
    let mut empty = bins.len();
    if hashes.is_empty() {
        return;
    }
    for round in 0..bins.len() as u64 {
        for hash in hashes {
            let hash = rehash(*hash, round);
            let bin = &mut bins[bin_of(hash, bins.len())];
            empty -= usize::from(*bin == EMPTY);
            *bin = (*bin).min(member(hash, round));
        }
        if empty == 0 {
            return;
        }
    }
    fill_rest(hashes, bins);
}

/// After as many rounds as bins, which only sets of one or two hashes see: the bins one by one.
fn fill_rest(hashes: &[u64], bins: &mut [u64]) {
    let rounds = bins.len() as u64;
    for (round, bin) in (rounds..).zip(bins.iter_mut()) {
        if *bin == EMPTY {
            let members = hashes
                .iter()
                .map(|hash| member(rehash(*hash, round), round));
            *bin = members.min().unwrap_or(EMPTY);
        }
    }
}

#[inline]
fn rehash(hash: u64, round: u64) -> u64 {
    if round == 0 {
        hash
    } else {
        spread(hash.wrapping_add(round.wrapping_mul(STEP)))
    }
}

/// The high half of a hash, scaled to the number of bins.
#[inline]
fn bin_of(hash: u64, bins: usize) -> usize {
    (((hash >> 32) * bins as u64) >> 32) as usize
}

/// Orders members by round, then by what of the hash the bin did not take.
#[inline]
fn member(hash: u64, round: u64) -> u64 {
    (round << 32) | (hash & 0xffff_ffff)
}

#[cfg(test)]
mod tests;
