use super::content_words::{folded_words, is_stop_word};
use super::search::Hit;
use super::task_id;
use super::vocabulary::Query;
use super::*;
use proptest::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

fn entry(task_id: &str, soc_code: &str, statement: &str) -> TaskEntry {
    TaskEntry {
        task_id: task_id.into(),
        soc_code: soc_code.into(),
        statement: statement.into(),
    }
}

fn small() -> TaskIndex {
    TaskIndex::build(
        [
            entry("8827", "11-1011", "Prepare budgets for approval."),
            entry("20", "35-2014", "Wash, peel, and cut fruits or vegetables."),
            entry("9", "13-2011", "Maintain accounting records."),
            entry("100", "13-1041", "Maintain the records of accounting."),
            entry("7", "53-3032", "Drive trucks to haul freight."),
            entry("21", "99-9999", "The of and."),
        ]
        .into_iter(),
    )
}

#[test]
fn a_sentence_finds_the_statement_with_its_words() {
    let index = small();
    let text = "About us\n• Preparing the budget for approvals.\n• Must have a car";
    let found = index.find(text, 0.5);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].task_id, found[0].soc_code), ("8827", "11-1011"));
    assert_eq!(
        &text[found[0].span.clone()],
        "Preparing the budget for approvals."
    );
    assert_eq!(found[0].score, 1.0);
}

#[test]
fn the_smallest_id_stands_for_twins() {
    let index = small();
    let found = index.find("Maintains accounting records", 0.9);
    assert_eq!(found[0].task_id, "9");
    let ids: Vec<&str> = found[0].twins.iter().map(|twin| &*twin.task_id).collect();
    assert_eq!(ids, ["9", "100"]);
    let nearest = index.nearest("Maintains accounting records", 9);
    assert_eq!(
        nearest
            .iter()
            .map(|(entry, _)| &*entry.task_id)
            .collect::<Vec<_>>(),
        ["9", "100"]
    );
}

#[test]
fn ids_are_compared_as_numbers() {
    assert!(task_id::compare("9", "10").is_lt());
    assert!(task_id::compare("9", "A1").is_lt());
    assert!(task_id::compare("09", "9").is_lt());
}

#[test]
fn words_that_no_statement_has_lower_the_score() {
    let index = small();
    let of = |text: &str| index.find(text, 0.01)[0].score;
    assert!(of("Prepare budgets for approval in Yonkers") < 1.0);
    assert!(
        of("Prepare budgets for approval in Yonkers Westchester")
            < of("Prepare budgets for approval in Yonkers")
    );
}

#[test]
fn fewer_than_three_content_words_find_nothing() {
    let index = small();
    assert!(index.find("Drive the trucks.", 0.01).is_empty());
    assert!(!index.find("Drive the red trucks.", 0.01).is_empty());
    assert_eq!(index.nearest("trucks", 1)[0].0.task_id, "7");
}

#[test]
fn order_and_repetition_do_not_count() {
    let index = small();
    assert_eq!(
        index.find("Approval, approval of prepared budgets", 0.9)[0].score,
        1.0
    );
}

#[test]
fn empty_texts_indexes_and_odd_floors_are_fine() {
    let none = TaskIndex::build(std::iter::empty());
    assert!(none.find("Prepare budgets for approval.", 0.0).is_empty());
    assert!(none.nearest("Prepare budgets", 3).is_empty());
    let index = small();
    assert!(index.find("", 0.5).is_empty() && index.nearest("", 3).is_empty());
    assert!(index.find("Nothing here matches anything", 0.0).is_empty());
    for least in [f32::NAN, -1.0, 0.0, f32::NEG_INFINITY] {
        assert_eq!(index.find("Prepare budgets for approval.", least).len(), 1);
    }
    for least in [1.1, f32::INFINITY] {
        assert!(
            index
                .find("Prepare budgets for approval.", least)
                .is_empty()
        );
    }
    assert!(index.nearest("Prepare budgets", 0).is_empty());
}

#[test]
fn words_are_folded() {
    let mut words = Vec::new();
    folded_words(
        "Review the City’s, Cityâ€™s RÉSUMÉS re\u{301}sume\u{301} (2)",
        |word| words.push(word.to_owned()),
    );
    words.retain(|word| !is_stop_word(word));
    assert_eq!(words, ["review", "city", "city", "resumes", "resume"]);
}

#[test]
fn the_stop_words_are_sorted_and_folded() {
    let words: Vec<&str> = include_str!("stop_words.csv").lines().skip(1).collect();
    assert!(words.is_sorted_by(|a, b| a < b));
    assert!(
        words
            .iter()
            .all(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
    );
}

#[test]
fn long_texts_do_not_take_long() {
    let index = small();
    for part in [
        "budget",
        "budget ",
        "zzz qqq xyz. ",
        "a;",
        "é",
        "â€",
        "Prepare budgets approval; ",
    ] {
        let text = part.repeat(200_000 / part.len());
        let started = std::time::Instant::now();
        let _ = index.find(&text, 0.3);
        assert!(
            started.elapsed().as_secs() < 2,
            "{part:?}: {:?}",
            started.elapsed()
        );
    }
}

/// The best statement, by looking at all of them: floating-point weights, hash sets of stems.
fn naive(entries: &[TaskEntry], sentence: &str) -> Vec<(String, f64)> {
    use std::collections::{BTreeSet, HashMap};
    let stemmer = Stemmer::create(Algorithm::English);
    let set = |text: &str| {
        let mut stems = BTreeSet::new();
        folded_words(text, |word| {
            if !is_stop_word(word) {
                stems.insert(stemmer.stem(word).into_owned());
            }
        });
        stems
    };
    let sets: Vec<BTreeSet<String>> = entries.iter().map(|entry| set(&entry.statement)).collect();
    let distinct: BTreeSet<&BTreeSet<String>> = sets.iter().collect();
    let mut frequency: HashMap<&str, f64> = HashMap::new();
    for stem in distinct.iter().flat_map(|set| set.iter()) {
        *frequency.entry(stem).or_default() += 1.0;
    }
    let statements = distinct.len() as f64;
    let unseen = 20_f64.min(statements);
    let weight = |stem: &String| (statements / frequency.get(&**stem).unwrap_or(&unseen)).ln_1p();
    let mass = |set: &BTreeSet<String>| set.iter().map(weight).sum::<f64>();
    let query = set(sentence);
    let mut scores: Vec<(String, f64)> = Vec::new();
    for (entry, stems) in entries.iter().zip(&sets) {
        let common: f64 = query.intersection(stems).map(weight).sum();
        if common > 0.0 {
            // Twins are scored alike: with the verbs of the first.
            let first = sets.iter().position(|other| other == stems).unwrap();
            let verbs = set(leading_verbs::leading_verbs(&entries[first].statement));
            let said = verbs.is_empty() || !verbs.is_disjoint(&query);
            let factor = if said { 1.0 } else { 0.75 };
            let cosine = common / (mass(&query) * mass(stems)).sqrt();
            scores.push((entry.task_id.clone(), factor * cosine));
        }
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    scores
}

const WORDS: &[&str] = &[
    "prepare", "prepares", "budget", "budgets", "records", "record", "maintain", "clean",
    "cleaning", "trucks", "drive", "the", "and", "of", "food", "reports", "report", "review",
    "patients", "machines", "yonkers",
];

fn statement(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS[..20].to_vec()), words)
        .prop_map(|words| words.join(" "))
}

fn numbered(statements: &[String]) -> Vec<TaskEntry> {
    (1..)
        .zip(statements)
        .map(|(id, text)| entry(&id.to_string(), "11-1011", text))
        .collect()
}

proptest! {
    #[test]
    fn the_search_finds_what_looking_at_all_finds(
        statements in prop::collection::vec(statement(1..8), 1..40),
        query in statement(1..9),
        least in 0.05_f32..1.0,
    ) {
        let entries = numbered(&statements);
        let index = TaskIndex::build(entries.clone().into_iter());
        let all = naive(&entries, &query);
        let found = index.find(&query, least);
        let words = index.nearest(&query, 1000);
        prop_assert_eq!(words.len(), all.len());
        for ((_, score), (_, expected)) in words.iter().zip(&all) {
            prop_assert!((f64::from(*score) - expected).abs() < 2e-3);
        }
        // The pruned search agrees with the full one exactly, also on ties.
        let mut content = Query::default();
        index.encode_for_tests(&query, &mut content);
        let best = words.first().filter(|(_, score)| *score >= least && content.content_words() >= 3);
        prop_assert_eq!(
            found.first().map(|found| (found.task_id, found.score)),
            best.map(|(entry, score)| (&*entry.task_id, *score))
        );
    }

    #[test]
    fn sentences_do_not_touch_each_other(
        statements in prop::collection::vec(statement(1..8), 1..20),
        queries in prop::collection::vec(statement(3..9), 2..5),
        least in 0.1_f32..0.9,
    ) {
        let index = TaskIndex::build(numbered(&statements).into_iter());
        let of = |text: &str| -> Vec<(String, f32)> {
            let found = index.find(text, least).into_iter();
            found.map(|found| (found.task_id.to_owned(), found.score)).collect()
        };
        let alone: Vec<_> = queries.iter().flat_map(|query| of(query)).collect();
        prop_assert_eq!(of(&queries.join("\n")), alone);
    }

    #[test]
    fn the_order_of_entries_does_not_matter(
        statements in prop::collection::vec(statement(1..6), 1..20).prop_shuffle(),
        query in statement(3..9),
        seed in any::<usize>(),
    ) {
        let entries = numbered(&statements);
        let mut turned = entries.clone();
        turned.reverse();
        turned.rotate_left(seed % entries.len());
        let (one, other) = (TaskIndex::build(entries.into_iter()), TaskIndex::build(turned.into_iter()));
        prop_assert_eq!(one.entries(), other.entries());
        prop_assert_eq!(one.find(&query, 0.1), other.find(&query, 0.1));
        prop_assert_eq!(one.nearest(&query, 9), other.nearest(&query, 9));
    }

    #[test]
    fn a_statement_finds_itself(statements in prop::collection::vec(statement(1..8), 1..20), at in any::<prop::sample::Index>()) {
        let index = TaskIndex::build(numbered(&statements).into_iter());
        let entry = at.get(index.entries());
        let nearest = index.nearest(&entry.statement, 99);
        let own = nearest.iter().find(|(other, _)| *other == entry);
        let blank = entry.statement.split(' ').all(is_stop_word);
        prop_assert_eq!(own.map(|(_, score)| *score), (!blank).then_some(1.0));
    }

    #[test]
    fn any_text_can_be_searched(text in "(?s).{0,200}", statement in ".{0,60}") {
        let index = TaskIndex::build([entry("1", "11-1011", &statement), entry("2", "11-1011", &text)].into_iter());
        for found in index.find(&text, 0.0) {
            prop_assert!(text.get(found.span.clone()).is_some());
            prop_assert!(found.score > 0.0 && found.score <= 1.0);
            prop_assert!(!found.twins.is_empty());
        }
        prop_assert_eq!(index.find(&text, 0.2), index.find(&text, 0.2));
    }
}

#[test]
fn leading_verbs_end_with_the_first_word_that_is_not_joined() {
    let of = leading_verbs::leading_verbs;
    assert_eq!(
        of("Direct, plan, or implement policies, and goals."),
        "Direct, plan, or implement"
    );
    assert_eq!(of("Maintain records, logs, and files."), "Maintain");
    assert_eq!(of(" Clean and\u{a0}repair  tools"), "Clean and\u{a0}repair");
    assert_eq!(of(""), "");
    assert_eq!(of("Clean"), "Clean");
}

#[test]
fn a_statement_whose_verb_is_not_said_scores_less() {
    let index = small();
    let score = |text: &str| index.nearest(text, 1)[0].1;
    // Each stem stands in one statement: two of three equal weights, and no "prepare".
    assert!((score("budgets approval") - 0.75 * 2.0 / 6_f32.sqrt()).abs() < 1e-6);
    assert!(score("cut fruits vegetables") > score("freezer fruits vegetables"));
}

#[test]
fn catch_alls_say_no_task() {
    for text in [
        "Performs other related duties as assigned.",
        "I have had no training or experience in performing this task.",
        "Performs RELATED work, as needed",
    ] {
        assert!(no_task::says_no_task(text, 5), "{text}");
    }
    let long =
        "Supervises clerks, orders and stores supplies, keeps books and performs related work.";
    assert!(!no_task::says_no_task(long, 11));
    assert!(!no_task::says_no_task("Completes unrelated workbooks", 3));
    assert!(!no_task::says_no_task("", 0));
    let index = TaskIndex::build([entry("1", "11-1011", "Assign related duties.")].into_iter());
    assert!(
        index
            .find("Other related duties as assigned.", 0.1)
            .is_empty()
    );
    assert_eq!(
        index.nearest("Other related duties as assigned.", 1)[0].1,
        1.0
    );
}

#[test]
fn hits_are_ordered_by_score_then_statement() {
    let hit = |statement, score| Hit { statement, score };
    assert!(hit(5, 0.9).precedes(&hit(1, 0.8)));
    assert!(hit(1, 0.9).precedes(&hit(5, 0.9)));
}
