use std::collections::HashSet;

use proptest::prelude::*;

use super::super::shingles::Shingles;
use super::*;

fn signature(text: &str) -> Option<Signature> {
    Signer::default().sign(text)
}

fn numbers(range: std::ops::Range<u32>) -> String {
    let words = range.map(|number| format!("word{number} "));
    words.collect()
}

fn exact(one: &str, other: &str) -> f64 {
    let set = |text: &str| -> HashSet<u64> {
        let mut shingles = Shingles::default();
        shingles.cut(text).unwrap().iter().copied().collect()
    };
    let (one, other) = (set(one), set(other));
    let both = one.intersection(&other).count();
    both as f64 / (one.len() + other.len() - both) as f64
}

#[test]
fn a_stored_signature_comes_back() {
    let stored = signature(&numbers(0..50)).unwrap();
    assert_eq!(Signature::from_bytes(&stored.to_bytes()), Ok(stored));
    assert_eq!(stored.to_bytes().len(), LENGTH);
}

#[test]
fn other_bytes_are_refused_with_the_fix() {
    let mut bytes = signature(&numbers(0..50)).unwrap().to_bytes();
    assert!(Signature::from_bytes(&bytes[1..]).is_err());
    assert!(Signature::from_bytes(&[]).is_err());
    assert!(Signature::from_bytes(&bytes[..LENGTH - 1]).is_err());
    bytes[0] = 9;
    let error = Signature::from_bytes(&bytes).unwrap_err().to_string();
    assert!(error.contains("version 9"), "{error}");
    assert!(error.contains("compute the signature again"), "{error}");
}

/// These bytes are in stored tables: they never change.
#[test]
fn signatures_are_frozen() {
    let bytes = signature(&numbers(0..50)).unwrap().to_bytes();
    assert_eq!(bytes[..12], FROZEN);
}

const FROZEN: [u8; 12] = [1, 4, 130, 65, 78, 70, 151, 190, 11, 145, 78, 125];

#[test]
fn matches_count_equal_bins() {
    let one = Signature { bins: [3; BINS] };
    let mut bins = [3; BINS];
    assert_eq!(one.matches(&Signature { bins }), BINS);
    bins[0] = 4;
    bins[255] = 4;
    assert_eq!(one.matches(&Signature { bins }), BINS - 2);
    assert_eq!(one.matches(&Signature { bins: [4; BINS] }), 0);
    assert_eq!(similarity_of(0), 0.0);
    assert_eq!(similarity_of(BINS), 1.0);
}

#[test]
fn one_edit_in_a_long_text_changes_little() {
    let text = numbers(0..400);
    let edited = text.replace("word200 ", "another ");
    let (one, other) = (signature(&text).unwrap(), signature(&edited).unwrap());
    assert!(similarity(&one, &other) > 0.93);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Within five standard errors and a bin of the exact index.
    #[test]
    fn similarity_estimates_jaccard(from in 0_u32..400, to in 24_u32..500, start in 0_u32..9) {
        let one = numbers(start * 1000..start * 1000 + to);
        let other = numbers(start * 1000 + from..start * 1000 + from + to);
        let exact = exact(&one, &other);
        let (one, other) = (signature(&one).unwrap(), signature(&other).unwrap());
        let share = exact + (1.0 - exact) * CHANCE;
        let error = (share * (1.0 - share) / BINS as f64).sqrt();
        let difference = (similarity(&one, &other) - exact).abs();
        prop_assert!(difference <= 5.0 * error + 1.0 / BINS as f64, "{exact} {difference}");
    }

    #[test]
    fn similarity_is_symmetric_and_one_for_itself(a in 20_u32..90, b in 20_u32..90) {
        let one = signature(&numbers(0..a)).unwrap();
        let other = signature(&numbers(0..b)).unwrap();
        prop_assert_eq!(similarity(&one, &other), similarity(&other, &one));
        prop_assert_eq!(similarity(&one, &one), 1.0);
    }

    #[test]
    fn any_text_is_signed_or_refused(text in "\\PC{0,200}") {
        let signed = signature(&text);
        prop_assert_eq!(signed, Signer::default().sign(&text));
    }
}
