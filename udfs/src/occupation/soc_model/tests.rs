use proptest::prelude::*;

use super::*;

fn lines(pairs: &[(&str, &str)]) -> Vec<ModelLine> {
    let line = |(code, text): &(&str, &str)| ModelLine {
        soc_code: (*code).to_owned(),
        text: (*text).to_owned(),
    };
    pairs.iter().map(line).collect()
}

const TITLES: &[(&str, &str)] = &[
    ("15-1252", "Software Developer"),
    ("15-1252", "Java Developer"),
    ("15-1252", "Application Developer"),
    ("29-1141", "Registered Nurse"),
    ("29-1141", "Staff Nurse"),
    ("29-1141", "Emergency Room Nurse"),
    ("35-2014", "Line Cook"),
    ("35-2014", "Prep Cook"),
];

const TEXTS: &[(&str, &str)] = &[
    (
        "15-1252",
        "Write, test and debug the code of software applications.",
    ),
    (
        "15-1252",
        "Design software and test the applications of users.",
    ),
    (
        "29-1141",
        "Give medicines and monitor the condition of patients.",
    ),
    (
        "29-1141",
        "Assess patients, record their condition and give care.",
    ),
    (
        "35-2014",
        "Prepare and season food; keep the kitchen clean.",
    ),
    ("35-2014", "Cook meals, prepare food and clean the kitchen."),
];

fn training() -> TrainingLines {
    TrainingLines {
        titles: lines(TITLES),
        texts: lines(TEXTS),
    }
}

fn best(model: &SocModel, scores: &[f32]) -> String {
    let place = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    model.codes()[place.unwrap()].clone()
}

#[test]
fn titles_and_texts_that_were_never_seen_are_told_apart() {
    let model = SocModel::train(training());
    for (title, code) in [
        ("Senior Web Developer", "15-1252"),
        ("Night Nurse", "29-1141"),
        ("Breakfast Cook", "35-2014"),
    ] {
        let scores = model.by_title(&words(title)).unwrap();
        assert_eq!(best(&model, &scores), code, "{title}");
    }
    let text = "You will monitor patients and record what medicines they take.";
    assert_eq!(best(&model, &model.by_text(text).unwrap()), "29-1141");
    assert_eq!(model.by_text("Cook"), None);
}

#[test]
fn probabilities_add_up() {
    let model = SocModel::train(training());
    assert_eq!(model.by_title(&[]), None);
    for title in ["Nurse", "Cook and Nurse", "Developer of Kitchens"] {
        let scores = model.by_title(&words(title)).unwrap();
        let sum: f32 = scores.iter().map(|score| score.exp()).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    }
}

#[test]
fn the_same_lines_in_any_order_give_the_same_bytes() {
    let mut other = training();
    other.titles.reverse();
    other.texts.rotate_left(2);
    other.titles.push(other.titles[0].clone());
    let bytes = SocModel::train(training()).to_bytes();
    assert_eq!(bytes, SocModel::train(other).to_bytes());
}

#[test]
fn nothing_to_learn_from_gives_a_model_that_knows_nothing() {
    let model = SocModel::train(TrainingLines::default());
    assert!(model.codes().is_empty());
    assert_eq!(SocModel::from_bytes(&model.to_bytes()), Ok(model));
}

#[test]
fn bytes_come_back_as_the_model() {
    let model = SocModel::train(training());
    assert_eq!(SocModel::from_bytes(&model.to_bytes()), Ok(model));
    assert_eq!(
        SocModel::from_bytes(b"Parquet"),
        Err(SocModelError::NoModel)
    );
    let mut newer = SocModel::train(training()).to_bytes();
    newer[8] = 2;
    assert_eq!(SocModel::from_bytes(&newer), Err(SocModelError::Format(2)));
}

proptest! {
    #[test]
    fn damaged_bytes_are_refused(cut in 0usize..4000, at in 0usize..4000, bit in 0u32..8) {
        let model = SocModel::train(training());
        let bytes = model.to_bytes();
        let cut = &bytes[..cut.min(bytes.len() - 1)];
        prop_assert!(SocModel::from_bytes(cut).is_err());
        let mut changed = bytes.clone();
        let at = at % bytes.len();
        changed[at] ^= 1 << bit;
        prop_assert!(SocModel::from_bytes(&changed).is_err());
    }
}
