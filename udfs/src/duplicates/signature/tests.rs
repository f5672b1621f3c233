use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn signature(text: &str) -> Option<Signature> {
    Signature::of(text, &mut Vec::new())
}

fn spelled(numbers: &[u32]) -> String {
    let words: Vec<String> = numbers.iter().map(|n| format!("w{n}")).collect();
    words.join(" ")
}

/// Jaccard's index of the shingles of two lists of words.
fn resemblance(a: &[u32], b: &[u32]) -> f64 {
    let shingles = |words: &[u32]| -> BTreeSet<Vec<u32>> {
        words.windows(SHINGLE).map(<[u32]>::to_vec).collect()
    };
    let (a, b) = (shingles(a), shingles(b));
    a.intersection(&b).count() as f64 / a.union(&b).count() as f64
}

const TEXT: &str = "The City of Springfield seeks an experienced line cook to prepare fresh meals for our \
    senior residents. You will plan menus, order supplies and keep the kitchen clean and safe.";

#[test]
fn case_punctuation_and_layout_do_not_count() {
    let same = TEXT
        .to_uppercase()
        .replace(", ", " ,\n\n ")
        .replace('.', " *");
    assert_eq!(signature(TEXT), signature(&same));
    assert_ne!(
        signature(TEXT),
        signature(&TEXT.replace("line cook", "nurse aide"))
    );
}

#[test]
fn a_text_of_few_words_has_none() {
    assert_eq!(signature(""), None);
    assert_eq!(signature("Registered Nurse, full time!"), None);
    assert!(signature(&spelled(&(0..20).collect::<Vec<_>>())).is_some());
    assert_eq!(signature(&spelled(&(0..19).collect::<Vec<_>>())), None);
}

#[test]
fn what_is_stored_is_read_back_and_anything_else_refused() {
    let one = signature(TEXT).unwrap();
    let bytes = one.to_bytes();
    assert_eq!(Signature::from_bytes("f", &bytes).unwrap(), one);
    for wrong in [&bytes[1..], &[][..], &[2; BYTES][..]] {
        let error = Signature::from_bytes("f", wrong).unwrap_err().to_string();
        assert!(error.contains("posting_signature(text)"), "{error}");
    }
}

/// Signatures are stored: another result for the same text needs another `FORMAT` and `VERSION`.
#[test]
fn signatures_stay_the_same() {
    let places = *signature(TEXT).unwrap().places();
    assert_eq!(places[..6], [12078, 49942, 22524, 3648, 52687, 34850]);
}

#[test]
fn the_estimate_is_unbiased() {
    let mut error_sum = 0.0;
    let mut squares = 0.0;
    let trials = 200;
    for trial in 0..trials {
        let base: Vec<u32> = (0..300).map(|n| n * 7 + trial * 10_000).collect();
        let mut other = base.clone();
        for n in other.iter_mut().skip(trial as usize % 5).step_by(40) {
            *n += 1;
        }
        let estimate = signature(&spelled(&base)).unwrap();
        let estimate = estimate.similarity(&signature(&spelled(&other)).unwrap());
        let error = estimate - resemblance(&base, &other);
        error_sum += error;
        squares += error * error;
    }
    let (bias, deviation) = (
        error_sum / f64::from(trials),
        (squares / f64::from(trials)).sqrt(),
    );
    // At 0.81 the standard error of 128 places is 0.035, that of the mean of 200 trials 0.0025.
    assert!(bias.abs() < 0.0075, "bias {bias}");
    assert!((0.028..0.042).contains(&deviation), "deviation {deviation}");
}

proptest! {
    /// Within five standard errors of Jaccard's index, counted exactly.
    #[test]
    fn similarity_estimates_resemblance(
        a in prop::collection::vec(0u32..1000, 40..200),
        cut in 0usize..40,
        tail in prop::collection::vec(0u32..1000, 0..60),
    ) {
        let mut b = a[cut.min(a.len() - 25)..].to_vec();
        b.extend(tail);
        let truth = resemblance(&a, &b);
        let estimate = signature(&spelled(&a)).unwrap().similarity(&signature(&spelled(&b)).unwrap());
        let error = (truth * (1.0 - truth) / PLACES as f64).sqrt();
        prop_assert!((estimate - truth).abs() <= 5.0 * error + 0.02, "{estimate} for {truth}");
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,400}") {
        let mut words = vec![];
        let once = Signature::of(&text, &mut words);
        prop_assert_eq!(once, Signature::of(&text, &mut words));
    }
}
