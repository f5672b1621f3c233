use proptest::prelude::*;

use super::*;

fn sketch(hashes: &[u64], bins: usize) -> Vec<u64> {
    let mut filled = vec![0; bins];
    fill(hashes, &mut filled);
    filled
}

fn hashes(range: std::ops::Range<u64>) -> Vec<u64> {
    range
        .map(|number| spread(number.wrapping_mul(STEP)))
        .collect()
}

/// The definition: every bin's smallest member over all rounds, without stopping early.
fn by_definition(hashes: &[u64], bins: usize) -> Vec<u64> {
    let mut filled = vec![EMPTY; bins];
    for round in 0..2 * bins as u64 {
        for hash in hashes {
            let hash = rehash(*hash, round);
            let forced = (round as usize).checked_sub(bins);
            let bin = forced.unwrap_or_else(|| bin_of(hash, bins));
            filled[bin] = filled[bin].min(member(hash, round));
        }
    }
    filled
}

#[test]
fn a_single_hash_fills_every_bin() {
    for bins in [1, 7, 64, 256] {
        let filled = sketch(&hashes(0..1), bins);
        assert!(filled.iter().all(|bin| *bin != EMPTY));
    }
    assert_eq!(sketch(&[], 3), [EMPTY; 3]);
}

/// The share of equal bins, over many pairs of sets, is the Jaccard index: its mean to within four
/// standard errors, and its variance is not above that of independent trials.
#[test]
fn equal_bins_estimate_jaccard() {
    const BINS: usize = 128;
    const PAIRS: u64 = 400;
    for (only, both) in [(2, 15), (10, 80), (100, 200), (300, 100), (5, 3000)] {
        let jaccard = both as f64 / (both + 2 * only) as f64;
        let shares = (0..PAIRS).map(|pair| {
            let start = pair << 32;
            let one = sketch(&hashes(start..start + only + both), BINS);
            let other = sketch(&hashes(start + only..start + 2 * only + both), BINS);
            let equal = one.iter().zip(&other).filter(|(a, b)| a == b).count();
            equal as f64 / BINS as f64
        });
        let shares: Vec<f64> = shares.collect();
        let mean = shares.iter().sum::<f64>() / PAIRS as f64;
        let variance = shares
            .iter()
            .map(|share| (share - mean).powi(2))
            .sum::<f64>()
            / PAIRS as f64;
        let binomial = jaccard * (1.0 - jaccard) / BINS as f64;
        let error = (binomial / PAIRS as f64).sqrt();
        assert!(
            (mean - jaccard).abs() < 4.0 * error,
            "{only} {both}: {mean} {jaccard}"
        );
        assert!(
            variance < 1.3 * binomial,
            "{only} {both}: {variance} {binomial}"
        );
    }
}

proptest! {
    #[test]
    fn stopping_early_changes_nothing(count in 1_u64..80, bins in 1_usize..70) {
        let hashes = hashes(0..count);
        prop_assert_eq!(sketch(&hashes, bins), by_definition(&hashes, bins));
    }

    #[test]
    fn order_and_repetition_change_nothing(count in 1_u64..80, turn in 0_usize..80) {
        let mut hashes = hashes(0..count);
        let once = sketch(&hashes, 64);
        let turn = turn % hashes.len();
        hashes.rotate_left(turn);
        hashes.extend_from_within(..turn);
        prop_assert_eq!(sketch(&hashes, 64), once);
    }
}
