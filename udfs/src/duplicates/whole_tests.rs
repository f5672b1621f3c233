//! From texts to clusters.

use proptest::prelude::*;

use super::bands::Threshold;
use super::clusters::{Posting, cluster};
use super::signature::{Signature, Signer};

fn signature(text: &str) -> Option<Signature> {
    Signer::default().sign(text)
}

/// A text of words that no other ad has.
fn ad(number: u32, words: u32) -> String {
    let words = (0..words).map(|word| format!("a{number}w{} ", word.wrapping_mul(7)));
    words.collect()
}

fn representatives(texts: &[String]) -> Vec<usize> {
    let postings = texts.iter().enumerate().map(|(key, text)| Posting {
        key,
        signature: signature(text),
    });
    let clusters = cluster(postings, Threshold::default()).unwrap();
    clusters.iter().map(|it| it.representative).collect()
}

#[test]
fn a_repost_is_with_its_ad_and_others_are_not() {
    let text = ad(1, 300);
    let edited = text.replace("a1w700 ", "today ") + "Apply by Friday.";
    let texts = [
        ad(2, 300),
        text.clone(),
        text.to_uppercase(),
        edited,
        ad(3, 300),
    ];
    assert_eq!(representatives(&texts), [0, 1, 1, 1, 4]);
}

#[test]
fn a_footer_makes_no_cluster() {
    let footer = ad(0, 150);
    let texts: Vec<String> = (1..50).map(|number| ad(number, 60) + &footer).collect();
    assert_eq!(representatives(&texts), (0..49).collect::<Vec<_>>());
}

#[test]
fn titles_and_employers_make_no_cluster() {
    let titles = vec!["Registered Nurse (RN)\nMercy Hospital, Springfield".to_owned(); 9];
    assert_eq!(representatives(&titles), (0..9).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_same_text_is_in_the_same_cluster(texts in prop::collection::vec((0_u32..5, 10_u32..90), 2..20)) {
        let texts: Vec<String> = texts.iter().map(|(number, words)| ad(*number, *words)).collect();
        let found = representatives(&texts);
        for (text, representative) in texts.iter().zip(&found) {
            let first = texts.iter().position(|it| it == text).unwrap();
            prop_assert!(signature(text).is_none() || found[first] == *representative);
        }
    }

    #[test]
    fn one_edit_in_a_long_text_stays(number in 0_u32..1000, at in 0_u32..200) {
        let text = ad(number, 200);
        let word = format!("a{number}w{} ", at * 7);
        let texts = [text.clone(), text.replace(&word, "edited "), text.replace(&word, "")];
        prop_assert_eq!(representatives(&texts), [0, 0, 0]);
    }

    #[test]
    fn unrelated_texts_are_apart(number in 0_u32..1000, words in 20_u32..300) {
        prop_assert_eq!(representatives(&[ad(number, words), ad(number + 1, words)]), [0, 1]);
    }
}
