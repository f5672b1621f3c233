use super::sentences;
use proptest::prelude::*;

fn parts(text: &str) -> Vec<&str> {
    sentences(text)
        .into_iter()
        .map(|span| &text[span])
        .collect()
}

#[test]
fn the_example_of_the_docs() {
    let text = "Duties:\n• Files reports, e.g. taxes. Answers calls\n2) Cleans rooms and all halls; greets people at the door";
    let expected = [
        "Duties:",
        "Files reports, e.g. taxes.",
        "Answers calls",
        "Cleans rooms and all halls;",
        "greets people at the door",
    ];
    assert_eq!(parts(text), expected);
}

#[test]
fn every_kind_of_line_break_cuts() {
    assert_eq!(
        parts("one\ntwo\r\nthree\rfour\u{2028}five\u{85}six"),
        ["one", "two", "three", "four", "five", "six"]
    );
}

#[test]
fn bullets_and_numbers_are_no_part_of_an_item() {
    let text = "- one\n* two\n+ three\n– four\n• five\n1. six\n(2) seven\nb) eight\niv. nine\no ten\n## eleven\n•\t- twelve";
    let expected = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    assert_eq!(parts(text), expected);
}

#[test]
fn items_inside_a_line_are_found() {
    assert_eq!(
        parts("Duties: • Files taxes • Answers calls"),
        ["Duties:", "Files taxes", "Answers calls"]
    );
    assert_eq!(
        parts("Duties: â€¢\tFiles taxes; â€¢\tAnswers calls"),
        ["Duties:", "Files taxes;", "Answers calls"]
    );
    assert_eq!(
        parts("Duties: 1. Files taxes 2. Answers calls"),
        ["Duties:", "Files taxes", "Answers calls"]
    );
    assert_eq!(
        parts("Duties: 1) Files taxes 2) Answers calls"),
        ["Duties:", "Files taxes", "Answers calls"]
    );
    assert_eq!(
        parts("Duties: * Files taxes * Answers calls"),
        ["Duties:", "Files taxes", "Answers calls"]
    );
    assert_eq!(
        parts("Duties:  - files taxes  - answers calls"),
        ["Duties:", "files taxes", "answers calls"]
    );
    assert_eq!(parts("Monday - Friday"), ["Monday - Friday"]);
    assert_eq!(parts("paral·lel work"), ["paral·lel work"]);
}

#[test]
fn a_gap_before_a_capital_is_a_lost_line_break() {
    assert_eq!(
        parts("Files taxes   Answers calls"),
        ["Files taxes", "Answers calls"]
    );
    assert_eq!(
        parts("Files taxes  for clients"),
        ["Files taxes  for clients"]
    );
    assert_eq!(
        parts("Works for the  City of New York"),
        ["Works for the  City of New York"]
    );
}

#[test]
fn stops_that_end_no_sentence() {
    for text in [
        "Uses tools, e.g. Excel and Word.",
        "Works for the U.S. Army.",
        "Reports to J. Smith.",
        "See No. 5 of the list.",
        "Sees Dr. Miller daily.",
        "Version 2.5 of it.",
        "Visit acme.com today.",
        "Tools etc. and more.",
        "From 9 a.m. to 5 p.m. daily.",
        "Uses Node.js and ASP.NET daily.",
    ] {
        assert_eq!(parts(text), [text]);
    }
}

#[test]
fn stops_that_end_one() {
    assert_eq!(
        parts("Say no. Then go!  Really? (Yes.) End"),
        ["Say no.", "Then go!", "Really?", "(Yes.)", "End"]
    );
    assert_eq!(
        parts("Files reports.Answers calls"),
        ["Files reports.", "Answers calls"]
    );
    assert_eq!(
        parts("He said \"stop.\" Then left."),
        ["He said \"stop.\"", "Then left."]
    );
    assert_eq!(
        parts("And so on... Then more."),
        ["And so on...", "Then more."]
    );
}

#[test]
fn semicolons_cut_long_clauses_only() {
    assert_eq!(
        parts("Files all the taxes; answers all the calls"),
        ["Files all the taxes;", "answers all the calls"]
    );
    assert_eq!(
        parts("Knows Word; Excel; and Outlook"),
        ["Knows Word; Excel; and Outlook"]
    );
    let short = "Files all the taxes of clients; answers calls";
    assert_eq!(parts(short), [short]);
}

#[test]
fn nothing_blank_is_found() {
    for text in ["", " ", "\r\n\r\n", "• \n -", "...", "\0", "—", "👩‍🚒"] {
        assert!(parts(text).is_empty(), "{text:?}");
    }
}

#[test]
fn long_lines_do_not_take_long() {
    for part in [
        "a",
        "a;",
        "a. ",
        "A  ",
        ". ",
        "- ",
        "1. ",
        "…",
        "a;b",
        "• ",
        "(",
        "\t",
        "a b c d; ",
    ] {
        let text = part.repeat(200_000 / part.len());
        let started = std::time::Instant::now();
        let _ = sentences(&text);
        assert!(
            started.elapsed().as_millis() < 1000,
            "{part:?}: {:?}",
            started.elapsed()
        );
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let spans = sentences(text);
    let mut end = 0;
    for span in &spans {
        prop_assert!(span.start >= end && span.end <= text.len());
        let part = text.get(span.clone());
        prop_assert!(
            part.is_some_and(|part| part.trim() == part && part.contains(char::is_alphanumeric))
        );
        end = span.end;
    }
    // Letters between the spans are only those of item marks.
    prop_assert_eq!(&spans, &sentences(text));
    Ok(())
}

proptest! {
    #[test]
    fn spans_of_any_text_are_in_order_and_not_blank(text in "(?s).{0,200}") {
        check(&text)?;
    }

    #[test]
    fn spans_of_posting_like_text_too(
        parts in prop::collection::vec(prop::sample::select(vec![
            "Files", "taxes", ".", ". ", "; ", " ", "  ", "\n", "\r\n", "• ", "- ", "* ", "1. ", "2) ", "(3) ",
            "e.g.", "U.S.", "No.", "5", "â€¢", "é", "\u{301}", "😀", "!", "\"", ")", ":", "\t", "\0", "o ", "A",
        ]), 0..40),
    ) {
        check(&parts.concat())?;
    }

    #[test]
    fn words_are_not_lost(words in prop::collection::vec("[a-z]{4,9}", 1..30), gaps in prop::collection::vec(
        prop::sample::select(vec![" ", ". ", "; ", "\n", "\n• ", "  ", ", "]), 30)) {
        let text: String = words.iter().zip(&gaps).flat_map(|(word, gap)| [word.as_str(), gap]).collect();
        let found = parts(&text).join(" ");
        let kept: Vec<&str> = found.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        prop_assert_eq!(kept, words);
    }
}
