use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Vec<u64> {
    let mut words = vec![1];
    hash_words(text, &mut words);
    words
}

/// The same words by another way: every character through the slow path.
fn one_by_one(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at = word(text, at, &mut words);
    }
    words
}

#[test]
fn case_width_accents_and_punctuation_count_for_nothing() {
    let plain = words("senior driver s cafe fine it");
    for spelled in [
        "Senior Driver's café; FINE (IT)",
        "SENIOR\n• driver’s – CAFE\u{301} \u{fb01}ne “ＩＴ”",
        "sen\u{ad}ior dri\u{200b}ver s cafe fine it",
    ] {
        assert_eq!(words(spelled), plain, "{spelled}");
    }
    assert!(words(" – … • \u{200b}").is_empty());
}

#[test]
fn different_words_differ() {
    let all = words("abcdefgh abcdefg abcdefghi abcdefghabcdefgh 1 11 и ж");
    let mut distinct = all.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), all.len());
}

#[test]
fn han_and_kana_are_words_of_their_own() {
    assert_eq!(words("銀行員です"), words("銀 行 員 で す"));
    assert_eq!(words("ｶﾞ"), words("ガ"));
    assert_eq!(words("SQL開発"), words("sql 開 発"));
}

/// These numbers are in stored signatures: they never change.
#[test]
fn hashes_are_frozen() {
    assert_eq!(words("Java developer, 2 years"), FROZEN);
}

const FROZEN: [u64; 4] = [
    7_043_333_666_763_245_727,
    3_225_064_428_053_040_126,
    6_191_668_854_413_563_316,
    7_701_423_336_215_763_335,
];

proptest! {
    #[test]
    fn the_fast_path_gives_the_same_words(text in "[a-zA-Z0-9é銀 ,.’'\u{ad}-]{0,60}") {
        prop_assert_eq!(words(&text), one_by_one(&text));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,40}") {
        prop_assert_eq!(words(&text), one_by_one(&text));
    }

    #[test]
    fn case_of_letters_does_not_matter(text in "[a-zA-Z ]{0,60}") {
        prop_assert_eq!(words(&text.to_uppercase()), words(&text.to_lowercase()));
    }
}
