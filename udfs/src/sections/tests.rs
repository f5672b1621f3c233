use proptest::prelude::*;

use super::SectionKind::{self, *};
use super::legal::{COMPANION, CUE};
use super::lexicon::named;
use super::vocabulary::{LABELS, PHRASES};
use super::{Section, sections};

mod postings;

/// Each section's kind, the words of its heading, and its trimmed body.
fn told(text: &str) -> Vec<(SectionKind, &str, &str)> {
    sections(text)
        .iter()
        .map(|s| {
            (
                s.kind,
                s.title(text).unwrap_or(""),
                text.get(s.body.clone()).unwrap_or("").trim(),
            )
        })
        .collect()
}

fn kinds(text: &str) -> Vec<SectionKind> {
    sections(text).iter().map(|section| section.kind).collect()
}

/// The sections cover the text in order, at the boundaries of characters.
fn check_cover(text: &str, sections: &[Section]) {
    let mut at = 0;
    for section in sections {
        if let Some(heading) = &section.heading {
            assert_eq!(heading.start, at, "{text:?}");
            assert!(heading.end > heading.start, "{text:?}");
            at = heading.end;
        }
        assert_eq!(section.body.start, at, "{text:?}");
        assert!(section.body.end >= at, "{text:?}");
        at = section.body.end;
        assert!(text.get(section.range()).is_some(), "{text:?}");
        let title = section.title(text);
        assert_eq!(title.is_some(), section.heading.is_some(), "{text:?}");
    }
    assert_eq!(at, text.len(), "{text:?}");
}

#[test]
fn a_heading_in_every_dress() {
    let dresses = [
        "Requirements",
        "Requirements:",
        "REQUIREMENTS",
        "requirements:",
        "**Requirements**",
        "**Requirements:**",
        "**Requirements**:",
        "## Requirements",
        "### Requirements ###",
        "== Requirements ==",
        "2. Requirements",
        "II. Requirements",
        "b) Requirements:",
        "Requirements\n------------",
        "Requirements\n====",
        "• Requirements:",
        "- Requirements:",
        "• REQUIREMENTS",
        "\u{a0}Requirements\u{a0}:",
        "Requirements –",
        "[Requirements]",
        "__Requirements__",
        "*Requirements*",
        "🚀 Requirements",
        "Job Requirements",
        "Your requirements",
        "Requirements (must have)",
        "Requirements…",
        "— Requirements —:",
        "Requirements include, but are not limited to:",
        "Ｒequirements:",
        "Re\u{ad}quirements:",
        "Requirements\u{2028}",
        "Requirements\r",
        "Requirements for this position:",
    ];
    for dress in dresses {
        let text = format!("We make maps.\n{dress}\n• Java\n");
        let expected = [Introduction, Requirements];
        assert_eq!(kinds(&text), expected, "{dress:?}");
        check_cover(&text, &sections(&text));
    }
}

#[test]
fn headings_by_their_words() {
    let cases = [
        ("What you will bring to the role", Requirements),
        ("What we're looking for", Requirements),
        ("What we’re looking for", Requirements),
        ("You have", Requirements),
        ("Who you are", Requirements),
        ("Nice to have", PreferredQualifications),
        ("Nice–to–have:", PreferredQualifications),
        ("Key duties and accountabilities", Responsibilities),
        ("Essential functions", Responsibilities),
        ("Knowledge, skills and abilities (KSAs)", Skills),
        ("Knowledge, Skills, & Abilities:", Skills),
        ("Minimum qual requirements", Qualifications),
        ("Minimum Qualifications", Qualifications),
        ("Qualifications (preferred):", PreferredQualifications),
        ("Preferred skills", PreferredQualifications),
        ("What we offer", Benefits),
        ("Perks", Benefits),
        ("Salary & Benefits", Benefits),
        ("Equal opportunity employer", Legal),
        ("To apply", HowToApply),
        ("Hours/shift", Schedule),
        ("Work location", Location),
        ("Residency requirement", Requirements),
        ("TWIC Requirement:", Requirements),
        ("Additional information", Other),
        ("Education", Education),
        ("Experience:", Experience),
        ("Salary Range", Pay),
        ("About Us", AboutUs),
        ("What you’ll do", Responsibilities),
        ("Skills & Experience", Skills),
        (
            "Responsibilities of selected candidates will include, but are not limited to:",
            Responsibilities,
        ),
        ("Person Specification", Requirements),
        ("Is this you?", Requirements),
    ];
    for (heading, kind) in cases {
        let text = format!("Acme makes maps.\n\n{heading}\nOne thing.\n");
        assert_eq!(kinds(&text), [Introduction, kind], "{heading:?}");
    }
}

#[test]
fn no_headings() {
    let cases = [
        "Requirements for this job vary by site and season.",
        "Requirements for this job\nvary by site.",
        "• Skills in Excel and communication with customers across the organisation",
        "We describe the Responsibilities in the interview.",
        "The responsibilities are shared.",
        "- Excellent Communication Skills",
        "Excellent Communication Skills",
        "• Benefits",
        "• Education: a degree",
        "• Experience: five years",
        "Benefits are paid by the month.",
        "Experience with Java, skills in Excel.",
        "Your experience will grow with us, and your skills as well.",
        "See https://requirements: there, at 10:30.",
        "REQUIREMENTS FOR THIS JOB VARY BY SITE.",
        "The team is small. Location does not matter. Pay is monthly.",
        "abilities",
        "You have five years of practice.",
        "To apply, send a letter to the office.",
        "Proficiency in the following computer programs:",
        "L. Other",
        "We will explain the job duties: be patient.",
        "Send papers (a transcript, if asked, and/or Eligibility): all of them.",
        "You need experience in the following: maps, ink.",
        "Experience in the following:",
        "Name (if any Education): the school",
        "----\n====\n****",
        ": : : :: •:•: **:**",
    ];
    for text in cases {
        assert_eq!(kinds(text), [Introduction], "{text:?}");
    }
}

#[test]
fn headings_in_one_line() {
    let text = "Join our team. REQUIREMENTS: Bachelor's degree. Must drive. BENEFITS: health";
    let expected = [
        (Introduction, "", "Join our team."),
        (
            Requirements,
            "REQUIREMENTS",
            "Bachelor's degree. Must drive.",
        ),
        (Benefits, "BENEFITS", "health"),
    ];
    assert_eq!(told(text), expected);
    let cases: [(&str, &[SectionKind]); 9] = [
        (
            "Maps. QUALIFICATIONS Two years of work.",
            &[Introduction, Qualifications],
        ),
        ("Minimum Qualifications: 5 years", &[Qualifications]),
        (
            "Pay is good.Requirements:Java",
            &[Introduction, Requirements],
        ),
        (
            "Norfolk, VA Requirements: a car",
            &[Introduction, Requirements],
        ),
        (
            "All staff.   Preferred Skills   Excel",
            &[Introduction, PreferredQualifications],
        ),
        ("**Benefits** health", &[Benefits]),
        ("Requirements – a car", &[Requirements]),
        (
            "Led by the head, duties include: lifting",
            &[Introduction, Responsibilities],
        ),
        (
            "Maps. Location: Rome Salary: $9 Hours: 9:00",
            &[Introduction, Location, Schedule],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(kinds(text), expected, "{text:?}");
    }
}

#[test]
fn abilities_are_not_in_responsibilities() {
    // What the predecessor took one for the other.
    assert_eq!(kinds("Responsibilities\n• Draw"), [Responsibilities]);
    assert_eq!(kinds("Abilities:\n• Draw"), [Skills]);
}

#[test]
fn hyphens_in_bulleted_lines() {
    let text = "Qualifications:\n* Self-starter - hands-on, T-shaped\n- - -\n* co-op";
    assert_eq!(kinds(text), [Qualifications]);
}

#[test]
fn unknown_headings_close_what_is_not_larger() {
    let text = "## Requirements\nJava\n### Languages we like\nRust\n## Our parent\nAcme Group";
    assert_eq!(kinds(text), [Requirements, Other]);
    let text = "**Requirements**\n**Basics**\nJava\n**Fun facts**\nMany";
    assert_eq!(kinds(text), [Requirements, Other]);
    assert_eq!(
        kinds("# Map Maker\nDraw.\n# Requirements\nInk"),
        [Introduction, Requirements]
    );
}

#[test]
fn legal_statements_need_no_heading() {
    let text = "Bring a smile. Acme Inc. is an Equal Opportunity Employer. All qualified applicants \
        will receive consideration without regard to race. Veterans welcome. Apply by Friday.";
    let found = told(text);
    let kinds: Vec<_> = found.iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(kinds, [Introduction, Legal, Introduction]);
    assert!(found[1].2.starts_with("Acme Inc.") && found[1].2.ends_with("welcome."));
    let text = "Benefits\n• health\n\nAcme is an EOE.\n\nPosted in May";
    assert_eq!(self::kinds(text), [Benefits, Legal, Other]);
    let text = "Duties\n• Find reasonable accommodation for staff\n• Draw";
    assert_eq!(self::kinds(text), [Responsibilities]);
    let text = "Acme is an EOE. Pay Range: $5. We do not discriminate.";
    assert_eq!(self::kinds(text), [Legal, Pay, Legal]);
    let text = "Skills We plan Benefits: Acme is an equal opportunity employer";
    assert_eq!(self::kinds(text), [Introduction, Benefits, Legal]);
}

#[test]
fn patterns_and_table_are_sound() {
    assert!(CUE.is_some() && COMPANION.is_some());
    for (kind, phrases) in PHRASES.iter().chain(LABELS) {
        for phrase in *phrases {
            let found = named(phrase).map(|named| named.kind);
            assert_eq!(found, Some(*kind), "{phrase:?}");
        }
    }
    let names: std::collections::HashSet<_> = SectionKind::ALL.iter().map(|k| k.as_str()).collect();
    assert_eq!(names.len(), SectionKind::ALL.len());
}

#[test]
fn blank_texts() {
    assert_eq!(sections(""), []);
    assert_eq!(kinds(" \n\n"), [Introduction]);
    assert_eq!(kinds("\n\n Requirements:\n"), [Requirements]);
}

#[test]
fn long_texts_of_one_thing_are_covered() {
    // In quadratic time this would not end.
    for unit in [
        ":",
        "a:",
        "**",
        "Skills ",
        "• ",
        "without regard to race ",
        "A. ",
        "1. ",
        "  ",
        "é",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        check_cover(&text, &sections(&text));
    }
}

/// What postings are made of, for texts assembled at random.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "\n", "\n\n", "\r\n", "  ", " ", "\t", "•", "• ", "- ", "* ", "**", "__", "## ", "====",
    "----", ":", ": ", ". ", ".", "? ", "; ", "1. ", "iv) ", "–", " — ", "’s", "\u{a0}",
    "\u{2028}", "(", ")", "Requirements", "REQUIREMENTS", "Responsibilities", "What you’ll do",
    "Benefits", "Skills", "Equal Opportunity Employer", "without regard to race", "disability",
    "Pay", "é", "漢字", "İ", "e\u{301}", "🚀", "self-starter", "and", "Acme Inc. is an EOE", "ﬁ",
    "\u{ad}", "include",
];

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(PARTS).prop_map(str::to_owned),
        1 => "[a-zA-Z]{1,9} ",
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_covered(text in "\\PC{0,200}|[\\s\\S]{0,200}") {
        check_cover(&text, &sections(&text));
    }

    #[test]
    fn assembled_texts_are_covered(parts in prop::collection::vec(part(), 0..40)) {
        let text = parts.concat();
        check_cover(&text, &sections(&text));
    }
}
