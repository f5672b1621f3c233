use proptest::prelude::*;

use super::vocabulary::GENERIC;
use super::{Phrase, ability_phrases, skill_phrases};

fn skills(text: &str) -> Vec<String> {
    words(skill_phrases(text))
}

fn bulleted(text: &str) -> Vec<String> {
    words(in_lists(skill_phrases(text)))
}

fn in_lists(phrases: Vec<Phrase>) -> Vec<Phrase> {
    phrases.into_iter().filter(|found| found.bulleted).collect()
}

fn words(phrases: Vec<Phrase>) -> Vec<String> {
    phrases.into_iter().map(|found| found.phrase).collect()
}

#[test]
fn a_phrase_begins_behind_the_praise() {
    for praise in [
        "excellent",
        "Strong",
        "proven",
        "required basic",
        "very good",
    ] {
        let text = format!("Needs {praise} written communication skills.");
        assert_eq!(skills(&text), ["written communication skills"], "{praise}");
    }
}

#[test]
fn joined_words_stay_one_phrase() {
    for phrase in [
        "written and verbal communication skills",
        "oral & written skills",
        "written/verbal communication skills",
        "verbal and/or written skills",
        "analytical, problem solving, and creative thinking skills",
        "oral as well as written communication skills",
        "communication (oral and written) skills",
    ] {
        assert_eq!(skills(&format!("• Excellent {phrase} a plus")), [phrase]);
    }
    assert_eq!(
        skills("verbal &amp; written skills"),
        ["verbal & written skills"]
    );
}

#[test]
fn joined_words_that_are_no_skill_stay_out() {
    let told = [
        (
            "Attention to detail and organizational skills",
            "organizational skills",
        ),
        (
            "meet deadlines and communication skills",
            "communication skills",
        ),
        (
            "Knowledge of Excel and communication skills",
            "communication skills",
        ),
        ("attention to detail.Strong verbal skills", "verbal skills"),
        ("4.Verbal skills", "verbal skills"),
        ("honesty, strong leadership skills", "leadership skills"),
        (
            "decision making skills Typing Skills Experience",
            "decision making skills",
        ),
    ];
    for (text, phrase) in told {
        assert_eq!(
            skills(text).first().map(String::as_str),
            Some(phrase),
            "{text}"
        );
    }
}

#[test]
fn participles_and_hyphens_are_modifiers() {
    for phrase in [
        "problem-solving skills",
        "hands-on skills",
        "problem solving skills",
        "writing skills",
        "listening skills",
        "c++ skills",
        ".net skills",
        "21st century skills",
        "public speaking skill",
        "team building skills",
        "common sense skills",
    ] {
        assert_eq!(skills(&format!("Strong {phrase}.")), [phrase]);
    }
}

#[test]
fn what_says_nothing_is_no_phrase() {
    for text in [
        "",
        "s",
        "skills",
        "Required skills:",
        "Knowledge, skills and abilities",
        "Knowledge Skills and Abilities",
        "the other skills",
        "communication skills assessment",
        "They will skill up. Skills-based, unskilled, skillset.",
        "including skills",
        "building skills",
        "communication skill sets",
    ] {
        assert_eq!(skills(text), Vec::<String>::new(), "{text}");
    }
    assert!(ability_phrases("• Demonstrated ability to lift 50 pounds").is_empty());
}

#[test]
fn abilities_are_told_from_skills() {
    let run_on = "Understanding of health data  Ability to work Ability to lift";
    assert!(ability_phrases(run_on).is_empty());
    let text = "- Strong analytical ability and writing skills";
    assert_eq!(
        words(in_lists(ability_phrases(text))),
        ["analytical ability"]
    );
    assert_eq!(skills(text), ["writing skills"]);
}

#[test]
fn every_bullet_is_known() {
    for bullet in [
        "• ",
        "•",
        "· ",
        "▪ ",
        "‣ ",
        "● ",
        "○ ",
        "– ",
        "— ",
        "- ",
        "-",
        "* ",
        "+ ",
        "o ",
        "o\t",
        "1. ",
        "12) ",
        "(a) ",
        "a. ",
        "iv. ",
        "â€¢",
        "â€¢\t",
        "\u{f0b7} ",
        "<li>",
        "  • ",
    ] {
        let text = format!("Writing skills\r\n{bullet}Typing skills");
        assert_eq!(bulleted(&text), ["typing skills"], "{bullet:?}");
    }
    for plain in ["", "of ", "2019 ", "**", "Mr. "] {
        assert!(
            bulleted(&format!("{plain}Typing skills")).is_empty(),
            "{plain:?}"
        );
    }
}

#[test]
fn a_bullet_within_a_line_begins_an_item() {
    let text = "Cooking skills • Java • writing skills  2. Sales skills. 3. People skills";
    assert_eq!(
        bulleted(text),
        ["writing skills", "sales skills", "people skills"]
    );
    let hyphen = "Strong well-paid - or not - writing skills";
    assert!(bulleted(hyphen).is_empty());
}

#[test]
fn a_span_is_where_the_phrase_stands() {
    let text = "Über: Excellent Problem\u{2011}Solving \u{a0} Skills!";
    let found = skill_phrases(text);
    let [phrase] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        &text[phrase.span.clone()],
        "Problem\u{2011}Solving \u{a0} Skills"
    );
    assert_eq!(phrase.phrase, "problem-solving skills");
}

#[test]
fn a_long_line_takes_no_longer_per_byte() {
    let text = "writing and ( typing / ".repeat(20_000) + "skills";
    assert!(skill_phrases(&text).len() <= 1);
    assert_eq!(skills(&"reading skills, ".repeat(10_000)).len(), 10_000);
}

#[test]
fn generic_words_are_sorted() {
    assert!(GENERIC.is_sorted());
}

fn check(text: &str) {
    for find in [skill_phrases, ability_phrases] {
        let all = find(text);
        assert_eq!(all, find(text));
        let mut at = 0;
        for found in &all {
            assert!(found.span.start >= at, "{found:?}");
            at = found.span.end;
            let standing = text.get(found.span.clone()).expect("on characters");
            let last = standing.split_whitespace().last().expect("a word");
            assert!(
                found
                    .phrase
                    .to_lowercase()
                    .ends_with(&last[last.len() - 2..].to_lowercase())
            );
            assert!(!found.phrase.contains("  "));
        }
        assert!(in_lists(find(text)).iter().all(|found| all.contains(found)));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn any_words_are_read(parts in prop::collection::vec(prop::sample::select(vec![
        "skills", "ability", "Skill", "writing", "written", "and", "or", "/", ",", " ", "  ", "\t",
        "\r\n", "•", "â€¢", "â€™", "(", ")", "-", "o ", "1. ", "&amp;", "&", "<li>", "\0", "é", "🙂",
        "e\u{301}", "İ", "ß", "good", "to", "as well as", ".", ";", "–", "Â", "ï‚·", "C++", ".NET",
    ]), 0..40)) {
        check(&parts.concat());
        check(&parts.join(" "));
    }

    /// An item's phrases do not depend on what stands on the other lines.
    #[test]
    fn lines_stand_alone(lines in prop::collection::vec("[a-c •-]{0,3}(good |writing |and |to ){0,4}skills[.;]?", 0..6)) {
        let alone: Vec<String> = lines.iter().flat_map(|line| skills(line)).collect();
        prop_assert_eq!(skills(&lines.join("\n")), alone);
    }
}
