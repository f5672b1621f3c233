use super::*;

const TITLES: [(&str, &str); 12] = [
    ("Registered Nurse", "29-1141"),
    ("Staff Nurse", "29-1141"),
    ("Charge Nurse", "29-1141"),
    ("Nursing Assistant", "31-1131"),
    ("Nursery Worker", "45-2092"),
    ("Software Developer", "15-1252"),
    ("Java Developer", "15-1252"),
    ("Java Programmer", "15-1251"),
    ("Computer Programmer", "15-1251"),
    ("Coordinator", "43-9061"),
    ("Coordinator", "13-1121"),
    ("Event Planner", "13-1121"),
];

fn index() -> TitleIndex {
    TitleIndex::build(
        TITLES
            .into_iter()
            .map(|(t, c)| (t.to_owned(), c.to_owned())),
    )
}

fn classify(method: Method, level: Level, title: &str, text: Option<&str>) -> Vec<Guess> {
    let index = index();
    Classifier::new(&index, method, level, LEAST).classify(title, text)
}

fn best(title: &str, text: Option<&str>) -> Option<String> {
    let guesses = classify(Method::Common, Level::Detailed, title, text);
    guesses.first().map(|guess| guess.soc_code.clone())
}

#[test]
fn a_known_title_is_decided_among_its_occupations() {
    let nurse = classify(
        Method::Common,
        Level::Detailed,
        "Sr. REGISTERED NURSES",
        None,
    );
    assert_eq!(nurse.len(), 1);
    assert_eq!(nurse[0].soc_code, "29-1141");
    assert!((nurse[0].probability - EXACT).abs() < 1e-6);
    let text = "Plan events such as weddings; the event planner books venues.";
    assert_eq!(best("Coordinator", Some(text)).as_deref(), Some("13-1121"));
}

#[test]
fn an_unknown_title_is_that_of_its_neighbours() {
    assert_eq!(best("Night Nurse", None).as_deref(), Some("29-1141"));
    assert_eq!(
        best("Java Coder", None).as_deref().map(|code| &code[..6]),
        Some("15-125")
    );
    assert_eq!(best("Zookeeper", None), None, "nothing is near");
    assert_eq!(best("", None), None);
    assert_eq!(best("???", Some("nurse")), None);
}

#[test]
fn probabilities_fall_with_rank_and_add_up_to_one_at_most() {
    for method in [Method::Top, Method::Common] {
        for (title, _) in TITLES {
            let guesses = classify(method, Level::Detailed, &format!("{title} Trainee"), None);
            let sum: f32 = guesses.iter().map(|guess| guess.probability).sum();
            assert!(sum <= 1.0 + 1e-5, "{title}");
            assert!(guesses.is_sorted_by(|a, b| a.probability >= b.probability));
        }
    }
}

#[test]
fn levels_add_up_their_occupations() {
    let at = |level| classify(Method::Common, level, "Java Engineer", None);
    assert_eq!(at(Level::Major)[0].soc_code, "15-0000");
    assert_eq!(at(Level::Minor)[0].soc_code, "15-1200");
    assert_eq!(at(Level::Broad)[0].soc_code, "15-1250");
    assert!(at(Level::Major)[0].probability >= at(Level::Detailed)[0].probability);
}

/// Bug 26: the predecessor handed the text on letter by letter.
#[test]
fn bug_26_a_posting_is_classified_once() {
    let guesses = classify(Method::Top, Level::Detailed, "Registered Nurse", None);
    assert_eq!(
        guesses
            .iter()
            .filter(|guess| guess.probability > 0.5)
            .count(),
        1
    );
}
