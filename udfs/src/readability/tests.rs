use super::flesch_kincaid_grade;
use super::syllables::syllables;
use proptest::prelude::*;

/// Words of postings with their syllables, counted by hand before the rules were written.
/// 101 of 111 were right at first; some rules were then mended with these words.
const KNOWN: &[(&str, u64)] = &[
    ("the", 1),
    ("cat", 1),
    ("work", 1),
    ("manager", 3),
    ("management", 3),
    ("experience", 4),
    ("required", 2),
    ("ability", 4),
    ("responsible", 4),
    ("communication", 5),
    ("team", 1),
    ("customer", 3),
    ("service", 2),
    ("office", 2),
    ("assistant", 3),
    ("nurse", 1),
    ("nursing", 2),
    ("hospital", 3),
    ("engineer", 3),
    ("engineering", 4),
    ("software", 2),
    ("develop", 3),
    ("developer", 4),
    ("business", 2),
    ("analyst", 3),
    ("analyze", 3),
    ("data", 2),
    ("create", 2),
    ("created", 3),
    ("science", 2),
    ("people", 2),
    ("worked", 1),
    ("wanted", 2),
    ("needed", 2),
    ("makes", 1),
    ("processes", 3),
    ("changes", 2),
    ("table", 2),
    ("schedule", 2),
    ("people's", 2),
    ("apply", 2),
    ("employee", 3),
    ("employees", 3),
    ("employer", 3),
    ("benefits", 3),
    ("insurance", 3),
    ("salary", 3),
    ("hour", 1),
    ("hourly", 2),
    ("year", 1),
    ("years", 1),
    ("education", 4),
    ("degree", 2),
    ("university", 5),
    ("college", 2),
    ("license", 2),
    ("driver", 2),
    ("vehicle", 3),
    ("equipment", 3),
    ("machine", 2),
    ("operate", 3),
    ("operator", 4),
    ("maintenance", 3),
    ("clean", 1),
    ("cleaning", 2),
    ("safety", 2),
    ("safely", 2),
    ("careful", 2),
    ("schools", 1),
    ("teacher", 2),
    ("teaching", 2),
    ("student", 2),
    ("students", 2),
    ("children", 2),
    ("quiet", 2),
    ("quality", 3),
    ("question", 2),
    ("special", 2),
    ("social", 2),
    ("physician", 3),
    ("technician", 3),
    ("various", 3),
    ("previous", 3),
    ("actual", 3),
    ("annual", 3),
    ("situation", 4),
    ("evaluate", 4),
    ("being", 2),
    ("doing", 2),
    ("area", 3),
    ("idea", 3),
    ("video", 3),
    ("audio", 3),
    ("radio", 3),
    ("variety", 4),
    ("rules", 1),
    ("style", 1),
    ("types", 1),
    ("yes", 1),
    ("recruiting", 3),
    ("fruit", 1),
    ("statement", 2),
    ("supervise", 3),
    ("supervises", 4),
    ("rhythm", 2),
    ("achieve", 2),
    ("reliable", 4),
    ("client", 2),
    ("diagnosis", 4),
    ("themselves", 2),
    ("something", 2),
];

/// The same, written after the rules were mended, which were not touched again.
const FRESH: &[(&str, u64)] = &[
    ("accountant", 3),
    ("accounting", 3),
    ("prepare", 2),
    ("prepares", 2),
    ("preparing", 3),
    ("budget", 2),
    ("budgets", 2),
    ("provide", 2),
    ("provided", 3),
    ("knowledge", 2),
    ("skills", 1),
    ("preferred", 2),
    ("minimum", 3),
    ("qualifications", 5),
    ("candidate", 3),
    ("position", 3),
    ("leadership", 3),
    ("organization", 5),
    ("environment", 4),
    ("environmental", 5),
    ("patient", 2),
    ("patients", 2),
    ("medical", 3),
    ("medicine", 3),
    ("pharmacy", 3),
    ("retail", 2),
    ("cashier", 2),
    ("associate", 4),
    ("warehouse", 2),
    ("forklift", 2),
    ("shipping", 2),
    ("receiving", 3),
    ("inventory", 4),
    ("weekend", 2),
    ("holiday", 3),
    ("overtime", 3),
    ("bonus", 2),
    ("dental", 2),
    ("vision", 2),
    ("retirement", 3),
    ("vacation", 3),
    ("flexible", 3),
    ("remote", 2),
    ("travel", 2),
    ("physical", 3),
    ("lifting", 2),
    ("pounds", 1),
    ("standing", 2),
    ("walking", 2),
    ("computer", 3),
    ("programming", 3),
    ("language", 2),
    ("python", 2),
    ("java", 2),
    ("database", 3),
    ("network", 2),
    ("security", 4),
    ("clearance", 2),
    ("military", 4),
    ("veteran", 3),
    ("veterans", 3),
    ("equal", 2),
    ("opportunity", 5),
    ("religion", 3),
    ("gender", 2),
    ("disability", 5),
    ("national", 3),
    ("origin", 3),
    ("federal", 3),
    ("government", 3),
    ("agency", 3),
    ("agencies", 3),
    ("policy", 3),
    ("policies", 3),
    ("procedures", 3),
    ("compliance", 3),
    ("regulations", 4),
    ("finance", 2),
    ("financial", 3),
    ("relationship", 4),
    ("relationships", 4),
    ("collaborate", 4),
    ("creative", 3),
    ("initiative", 4),
    ("detailed", 2),
    ("oriented", 4),
    ("multiple", 3),
    ("tasks", 1),
    ("priorities", 4),
    ("deadline", 2),
    ("issue", 2),
    ("issues", 2),
    ("resolve", 2),
    ("resolved", 2),
    ("achieved", 2),
    ("improve", 2),
    ("improvement", 3),
    ("value", 2),
    ("values", 2),
    ("continue", 3),
    ("continuous", 4),
    ("through", 1),
];

#[test]
fn fresh_words_are_about_as_right() {
    let wrong = FRESH
        .iter()
        .filter(|(word, count)| syllables(word) != *count);
    let wrong: Vec<_> = wrong
        .map(|(word, count)| format!("{word}: {count}, not {}", syllables(word)))
        .collect();
    println!("{} of {} wrong: {wrong:?}", wrong.len(), FRESH.len());
    assert!(wrong.len() * 10 <= FRESH.len(), "{wrong:?}");
}

#[test]
fn at_least_nine_of_ten_known_words_are_right() {
    let wrong: Vec<_> = KNOWN
        .iter()
        .filter(|(word, count)| syllables(word) != *count)
        .map(|(word, count)| format!("{word}: {count}, not {}", syllables(word)))
        .collect();
    println!("{} of {} wrong: {wrong:?}", wrong.len(), KNOWN.len());
    assert!(wrong.len() * 10 <= KNOWN.len(), "{wrong:?}");
}

#[test]
fn the_formula_is_kincaids() {
    let grade = flesch_kincaid_grade("The cat sat on the mat.").unwrap();
    assert!((grade - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
}

#[test]
fn lines_and_items_are_sentences() {
    let items = flesch_kincaid_grade("• The cat sat\n• The dog ran").unwrap();
    let stops = flesch_kincaid_grade("The cat sat. The dog ran.").unwrap();
    assert!((items - stops).abs() < 1e-9);
    assert!((items - (0.39 * 3.0 + 11.8 - 15.59)).abs() < 1e-9);
}

#[test]
fn numbers_are_no_words_and_no_sentences() {
    let plain = flesch_kincaid_grade("The cat sat.");
    assert_eq!(
        flesch_kincaid_grade("The 12 cat sat.\n1,200 - 1,500"),
        plain
    );
}

#[test]
fn a_text_without_words_has_no_grade() {
    for text in ["", " \r\n", "…", "12 + 3", "\0", "👩‍🚒"] {
        assert_eq!(flesch_kincaid_grade(text), None, "{text:?}");
    }
}

#[test]
fn long_words_are_harder_than_short_ones() {
    let hard =
        flesch_kincaid_grade("Demonstrated administrative organizational capabilities required.");
    let easy = flesch_kincaid_grade("You can run a shop well.");
    assert!(hard.unwrap() > easy.unwrap() + 10.0);
}

proptest! {
    #[test]
    fn any_text_has_a_finite_grade_or_none(text in ".{0,200}") {
        let grade = flesch_kincaid_grade(&text);
        prop_assert!(grade.is_none() || text.contains(char::is_alphabetic));
        prop_assert!(grade.is_none_or(f64::is_finite));
    }

    #[test]
    fn a_word_has_between_one_and_its_letters(word in "[a-zA-Z'’é]{1,30}") {
        prop_assert!((1..=2 * word.len() as u64).contains(&syllables(&word)));
    }
}
