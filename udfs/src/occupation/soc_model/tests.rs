//! A model of three occupations, whole: trained, classified with, written and read.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::occupation::classify::Level;

mod parts;

const LINES: &[(&str, Kind, &str)] = &[
    ("15-1252", Kind::Title, "Java Developer"),
    ("15-1252", Kind::Title, "Software Developer"),
    (
        "15-1252",
        Kind::Title,
        "Web Application Developer (Backend)",
    ),
    ("15-1252", Kind::Title, "Software Engineer"),
    ("15-1252", Kind::Task, "Design and test software for users."),
    (
        "15-1252",
        Kind::Description,
        "Develop computer applications and programs.",
    ),
    ("29-1141", Kind::Title, "Registered Nurse"),
    ("29-1141", Kind::Title, "Staff Nurse"),
    ("29-1141", Kind::Title, "Emergency Room Nurse"),
    (
        "29-1141",
        Kind::Task,
        "Record the symptoms of patients and give them medicines.",
    ),
    ("29-1171", Kind::Title, "Nurse Practitioner"),
    ("29-1171", Kind::Title, "Family Practitioner"),
    ("29-1171", Kind::Title, "Registered Nurse"),
    (
        "29-1171",
        Kind::Task,
        "Diagnose illnesses of patients and prescribe treatments.",
    ),
];

fn lines() -> Vec<TrainingLine<'static>> {
    let line = |&(code, kind, text)| TrainingLine { code, kind, text };
    LINES.iter().map(line).collect()
}

static MODEL: LazyLock<SocModel> = LazyLock::new(|| train(&lines()).unwrap());

fn best(title: Option<&str>, description: Option<&str>) -> String {
    let guesses = MODEL.classify(title, description, Level::Detailed);
    guesses
        .first()
        .map(|best| best.soc_code.clone())
        .unwrap_or_default()
}

#[test]
fn titles_are_classified_by_words_and_their_pieces() {
    assert_eq!(best(Some("Senior Java Developers"), None), "15-1252");
    assert_eq!(best(Some("Nursing Practitioner"), None), "29-1171");
    assert_eq!(best(Some("Developper"), None), "15-1252");
}

#[test]
fn a_description_helps_and_is_not_needed() {
    let prescribes = "You diagnose illnesses and prescribe treatments to our patients.";
    assert_eq!(best(Some("Registered Nurse"), Some(prescribes)), "29-1171");
    assert_eq!(best(None, Some(prescribes)), "29-1171");
    let alone = MODEL.classify(Some("Staff Nurse"), None, Level::Detailed);
    assert_eq!(
        MODEL.classify(Some("Staff Nurse"), Some(""), Level::Detailed),
        alone
    );
    assert_eq!(
        MODEL.classify(Some("Staff Nurse"), Some("Xyzzy!"), Level::Detailed),
        alone
    );
}

#[test]
fn without_anything_known_there_is_no_guess() {
    for nothing in [None, Some(""), Some(" - "), Some("Ωψ")] {
        assert!(
            MODEL.classify(nothing, nothing, Level::Detailed).is_empty(),
            "{nothing:?}"
        );
    }
}

#[test]
fn known_titles_are_mostly_of_their_codes() {
    let guesses = MODEL.classify(Some("REGISTERED NURSES"), None, Level::Detailed);
    let nurses = guesses
        .iter()
        .filter(|guess| guess.soc_code.starts_with("29"));
    let together: f32 = nurses.map(|guess| guess.probability).sum();
    assert!(together > 0.71, "{guesses:?}");
}

#[test]
fn the_order_of_lines_and_repeated_lines_make_no_difference() {
    let bytes = MODEL.to_bytes();
    let mut others = lines();
    others.reverse();
    others.rotate_left(5);
    others.extend_from_within(2..9);
    assert_eq!(train(&others).unwrap().to_bytes(), bytes);
}

#[test]
fn occupations_of_one_code_are_told_together() {
    let mut split = lines();
    for (number, line) in split.iter_mut().enumerate() {
        if line.code == "15-1252" {
            line.code = ["15-1252.00", "15-1252.01"][number % 2];
        }
    }
    let guesses = train(&split)
        .unwrap()
        .classify(Some("Developer"), None, Level::Detailed);
    let codes: Vec<&str> = guesses
        .iter()
        .map(|guess| guess.soc_code.as_str())
        .collect();
    assert_eq!(codes.len(), 3, "{guesses:?}");
    assert_eq!(codes.first(), Some(&"15-1252"));
}

#[test]
fn lines_that_make_no_model_are_refused() {
    let line = |code, kind, text| TrainingLine { code, kind, text };
    let no_code = train(&[line("15-1252.0", Kind::Title, "Developer")]).unwrap_err();
    assert_eq!(no_code, SocModelError::NoCode("15-1252.0".to_owned()));
    let no_title = train(&[line("15-1252", Kind::Task, "Test software.")]).unwrap_err();
    assert_eq!(no_title, SocModelError::NoTitles);
    assert_eq!(train(&[]).unwrap_err(), SocModelError::NoTitles);
    let one = train(&[line("15-1252", Kind::Title, "Developer")]).unwrap();
    let guesses = one.classify(Some("Web Developer"), None, Level::Detailed);
    assert_eq!(
        guesses.len(),
        1,
        "one title and nothing to fit on is a model too"
    );
}

#[test]
fn bytes_of_another_kind_or_version_are_told_apart() {
    let bytes = MODEL.to_bytes();
    let read = |bytes: &[u8]| SocModel::from_bytes(bytes).unwrap_err();
    assert_eq!(read(b"PK\x03\x04"), SocModelError::NoModel);
    assert_eq!(read(&[]), SocModelError::NoModel);
    let mut newer = bytes.clone();
    newer[8] += 1;
    let (found, known) = (newer[8].into(), bytes[8].into());
    assert_eq!(read(&newer), SocModelError::Format { found, known });
}

#[test]
fn the_fingerprint_is_that_of_the_bytes() {
    let fingerprint = MODEL.fingerprint();
    assert_eq!(fingerprint.len(), 64);
    let read = SocModel::from_bytes(&MODEL.to_bytes()).unwrap();
    assert_eq!(read.fingerprint(), fingerprint);
    assert_ne!(train(&lines()[1..]).unwrap().fingerprint(), fingerprint);
}

/// The same bytes with a hash that fits them.
fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let hash = blake3::hash(&body);
    body.extend(hash.as_bytes());
    body
}

proptest! {
    #[test]
    fn a_model_read_back_is_the_same(title in "(java|nurse|staff|web|x| ){0,6}", text in "\\PC{0,40}") {
        let bytes = MODEL.to_bytes();
        let read = SocModel::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read.to_bytes(), bytes);
        let asked = (Some(title.as_str()), Some(text.as_str()));
        prop_assert_eq!(read.classify(asked.0, asked.1, Level::Detailed), MODEL.classify(asked.0, asked.1, Level::Detailed));
    }

    #[test]
    fn probabilities_fall_and_add_up_to_at_most_one(title in "\\PC{0,30}", text in "(nurse|test|patients| )*") {
        for asked in [(Some(title.as_str()), None), (Some(title.as_str()), Some(text.as_str()))] {
            let guesses = MODEL.classify(asked.0, asked.1, Level::Detailed);
            let all: f32 = guesses.iter().map(|guess| guess.probability).sum();
            prop_assert!(guesses.len() <= 5 && all <= 1.0 + 1e-5, "{all}");
            prop_assert!(guesses.is_sorted_by(|a, b| a.probability >= b.probability));
        }
    }

    #[test]
    fn cut_or_changed_bytes_are_an_error(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let bytes = MODEL.to_bytes();
        let at = at.index(bytes.len());
        prop_assert!(SocModel::from_bytes(&bytes[..at]).is_err());
        let mut changed = bytes;
        changed[at] ^= flip;
        prop_assert!(SocModel::from_bytes(&changed).is_err());
    }

    /// Bytes that were made to fit their hash: an error or some model, never a panic.
    #[test]
    fn forged_bytes_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let bytes = MODEL.to_bytes();
        let mut body = bytes[..bytes.len() - 32].to_vec();
        for (at, byte) in changes {
            let at = 10 + at.index(body.len() - 10);
            body[at] = byte;
        }
        if let Some(cut) = cut {
            body.truncate(10 + cut.index(body.len() - 10));
        }
        if let Ok(model) = SocModel::from_bytes(&sealed(body)) {
            model.classify(Some("Registered Nurse"), Some("Diagnose patients"), Level::Detailed);
        }
    }
}

#[test]
fn a_model_of_titles_alone_reads_no_descriptions() {
    let titles: Vec<TrainingLine<'_>> = lines()
        .into_iter()
        .filter(|line| line.kind == Kind::Title)
        .collect();
    let model = train(&titles).unwrap();
    let text = Some("Diagnose illnesses of patients");
    assert!(model.classify(None, text, Level::Detailed).is_empty());
    assert_eq!(
        model.classify(Some("Java Developer"), text, Level::Detailed),
        model.classify(Some("Java Developer"), None, Level::Detailed)
    );
}
