//! What is found in the lines of postings, and what is not.

use proptest::prelude::*;

use super::experience::experience;
use super::list::{ConceptList, ConceptRule};
use super::necessity::necessity;
use super::phrases::Phrases;
use super::reading::Reading;

fn rule(value: &str, keywords: &str, supporting: &str, refuting: &str) -> ConceptRule {
    let cell = |text: &'static str| Some(text).filter(|text| !text.is_empty());
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    ConceptRule::parse(
        cell(leak(value)),
        keywords,
        cell(leak(supporting)),
        cell(leak(refuting)),
        None,
    )
    .unwrap()
}

/// The values found, each with the text it was found in.
fn found(list: &ConceptList, text: &str) -> Vec<(String, String)> {
    let matches = list.find(text).into_iter();
    matches
        .map(|found| (found.value.to_string(), text[found.span].to_owned()))
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(value, text): &(&str, &str)| ((*value).to_owned(), (*text).to_owned());
    expected.iter().map(owned).collect()
}

#[test]
fn the_longest_keyword_counts_whose_rule_holds() {
    let list = ConceptList::build([
        rule("guard", "guard card", "", ""),
        rule("card", "card", "", ""),
        rule("union", "union", "", "credit union"),
        rule("pets", "dog friendly", "office", ""),
        rule("", "business card", "", ""),
    ]);
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "A Guard-Card, a card.",
            &[("guard", "Guard-Card"), ("card", "card")],
        ),
        ("Guard. Card", &[("card", "Card")]),
        ("Hand out a business card", &[]),
        ("A union job at a bank", &[("union", "union")]),
        ("A credit union job", &[]),
        ("A dog friendly office", &[("pets", "dog friendly")]),
        ("A dog friendly van\nand an office", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&list, text), pairs(expected), "{text}");
    }
}

#[test]
fn a_keyword_can_hold_a_number_which_is_the_value() {
    let list = ConceptList::build([rule("#", "# openings|openings: #", "", "per year")]);
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("We have 3 openings", &[("3", "3 openings")]),
        ("three openings", &[("3", "three openings")]),
        ("Openings: 12", &[("12", "Openings: 12")]),
        ("# openings", &[]),
        ("40 openings per year", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&list, text), pairs(expected), "{text}");
    }
}

#[test]
fn a_context_can_be_a_section() {
    let list = ConceptList::build([rule("tuition", "degree", "section:benefits", "")]);
    let text = "REQUIREMENTS:\nA degree\nBENEFITS:\nWe pay for your degree";
    assert_eq!(found(&list, text), pairs(&[("tuition", "degree")]));
    assert_eq!(list.find(text)[0].span.start, text.rfind("degree").unwrap());
}

#[test]
fn several_rules_of_one_keyword_all_tell() {
    let list = ConceptList::build([
        rule("nurse", "BSN", "", ""),
        rule("bachelor", "BSN", "", ""),
        rule("nurse", "bsn", "", ""),
    ]);
    assert_eq!(
        found(&list, "BSN"),
        pairs(&[("nurse", "BSN"), ("bachelor", "BSN")])
    );
}

/// The necessity of the word `X` of a text.
fn necessity_of_x(text: &str) -> Option<&'static str> {
    let reading = Reading::new(text);
    let at = (0..reading.words.len())
        .find(|at| reading.word(*at) == "X")
        .unwrap();
    necessity(&reading, at..at + 1).map(|necessity| necessity.as_str())
}

#[test]
fn necessity_is_that_of_the_clause_then_of_the_sentence_then_of_the_section() {
    let cases = [
        ("X required, Y preferred", Some("required")),
        ("Y required, X preferred", Some("preferred")),
        ("Y required and X preferred", Some("preferred")),
        ("Must have X; Y a plus", Some("required")),
        ("X is a plus", Some("preferred")),
        ("X, Y or Z preferred", Some("preferred")),
        ("Preferred: Y, X", Some("preferred")),
        ("Current X; Y preferred", None),
        ("Preferred: Y; X", Some("preferred")),
        ("We use X daily", None),
        ("X is not required", Some("preferred")),
        ("Nice to have\nX", Some("preferred")),
        ("Requirements:\n• X\n• Y", Some("required")),
        ("Python required. We love X too", None),
    ];
    for (text, expected) in cases {
        assert_eq!(necessity_of_x(text), expected, "{text}");
    }
}

#[test]
fn years_of_experience_are_found_however_they_are_written() {
    let cases: &[(&str, f64, Option<f64>)] = &[
        ("3 years of experience", 3.0, None),
        ("3+ years experience", 3.0, None),
        ("3 + years' experience", 3.0, None),
        ("three (3) years of paid experience", 3.0, None),
        ("3-5 years of experience", 3.0, Some(5.0)),
        ("3–5+ yrs experience", 3.0, Some(5.0)),
        ("3 to 5 years experience", 3.0, Some(5.0)),
        (
            "two (2) to four (4) years of sales experience",
            2.0,
            Some(4.0),
        ),
        ("5 or more years of experience", 5.0, None),
        ("6 months' warehouse experience", 0.5, None),
        ("18 months of experience", 1.5, None),
        ("a year of experience", 1.0, None),
        ("Experience: 2 years", 2.0, None),
        ("1.5 years of experience", 1.5, None),
        ("No experience necessary!", 0.0, Some(0.0)),
        ("Minimum 4 full-time years of related experience", 4.0, None),
        ("Experience of at least 7 years in finance", 7.0, None),
        ("1yr forklift experience", 1.0, None),
        ("6mo experience", 0.5, None),
        ("Years of experience: 3-5", 3.0, Some(5.0)),
        ("BA and 2 years", 2.0, None),
        ("Two to three years in a busy dental office", 2.0, Some(3.0)),
    ];
    for (text, minimum, maximum) in cases {
        let found = experience(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            (found[0].minimum, found[0].maximum),
            (*minimum, *maximum),
            "{text}"
        );
    }
}

#[test]
fn other_lengths_of_time_are_no_experience() {
    let cases = [
        "Must be at least 18 years old",
        "With over 50 years of experience, we serve the valley",
        "Our firm brings 25 years of experience to every client",
        "A 4 year degree and experience with Excel",
        "A 6 month contract; experience with Excel",
        "No more than 3 violations in the past 3 years",
        "You will experience a 2 year program",
        "401k after 1 year",
        "a one-year appointment",
        "",
    ];
    for text in cases {
        assert_eq!(experience(text), vec![], "{text}");
    }
}

#[test]
fn years_without_the_word_count_less_where_they_are_asked_for() {
    let asked = experience("Requires 3+ years in retail sales");
    assert_eq!((asked[0].minimum, asked[0].confidence), (3.0, 0.6));
    assert_eq!(experience("We grew for 3 years in retail sales"), vec![]);
}

/// A text of the words that rules are about, in any order.
fn lines() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "3",
        "years",
        "experience",
        "of",
        "required",
        "BS",
        ",",
        ";",
        "\n",
        "• ",
        ". ",
        "a",
        "plus",
        "(",
        ")",
        "é",
        "🙂",
        "union",
        "credit",
        "+",
        "5+",
        "to",
        "no",
        "necessary",
        "preferred",
        "Requirements:",
        "\u{0}",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_whatever_it_is(text in prop_oneof![any::<String>(), lines()]) {
        let list = ConceptList::build([
            rule("union", "union|a|é|# years", "", "credit union"),
            rule("#", "# experience|BS #", "section:requirements|required", "plus"),
        ]);
        for found in list.find(&text) {
            prop_assert!(!text[found.span].is_empty());
        }
        for asked in experience(&text) {
            prop_assert!(asked.minimum <= asked.maximum.unwrap_or(f64::MAX));
            prop_assert!(!text[asked.span].is_empty());
        }
    }

    #[test]
    fn phrases_are_found_where_their_words_stand(text in "[ab ]{0,30}", phrase in "[ab](( )[ab]){0,2}") {
        let mut phrases = Phrases::default();
        phrases.insert(&phrase);
        let reading = Reading::new(&text);
        let mut found = 0;
        for at in 0..reading.words.len() {
            phrases.each_at(&reading, at, &mut |_, _| found += 1);
        }
        let spelled: Vec<&str> = text.split_whitespace().collect();
        let wanted: Vec<&str> = phrase.split(' ').collect();
        prop_assert_eq!(found, spelled.windows(wanted.len()).filter(|window| *window == wanted).count());
    }
}
