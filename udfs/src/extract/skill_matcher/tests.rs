use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::testing::predecessor_cases;

fn entries(names: &[&str]) -> impl Iterator<Item = SkillEntry> {
    let entry = |(id, name): (usize, &&str)| SkillEntry {
        skill_id: format!("{id:03}"),
        name: (*name).to_owned(),
        canonical_name: (*name).to_owned(),
    };
    names
        .iter()
        .enumerate()
        .map(entry)
        .collect::<Vec<_>>()
        .into_iter()
}

/// The matched pieces of a text, cut out by their spans.
fn pieces(names: &[&str], text: &str) -> Vec<String> {
    let matcher = SkillMatcher::build(entries(names));
    let cut = |skill: SkillMatch<'_>| {
        let length = (skill.span_end - skill.span_start) as usize;
        text.chars()
            .skip(skill.span_start as usize)
            .take(length)
            .collect()
    };
    matcher.find(text).into_iter().map(cut).collect()
}

#[track_caller]
fn finds(names: &[&str], text: &str, expected: &[&str]) {
    assert_eq!(pieces(names, text), expected, "{text}");
}

#[test]
fn the_longest_name_at_each_place_from_left_to_right() {
    let names = ["Word", "Word processing", "processing skills", "skills"];
    finds(
        &names,
        "word processing skills",
        &["word processing", "skills"],
    );
    finds(
        &names,
        "Word, processing skills",
        &["Word", "processing skills"],
    );
    finds(&names, "word word", &["word", "word"]);
    finds(&names, "wordy sword", &[]);
}

/// Bug 15: `\b` lost C++, C# and .NET, and found C in "C++".
#[test]
fn bug_15_signs_belong_to_words() {
    let names = [
        "C", "C++", "C#", ".NET", "Node.js", "R&D", "AT&T", "10-key", "R", "Java",
    ];
    finds(&names, "C++ developer", &["C++"]);
    finds(&names, "C++/C#, C.", &["C++", "C#", "C"]);
    finds(&names, "C++11 and C#.NET", &["C++", "C#", ".NET"]);
    finds(&names, "x.NET, .net", &[".net"]);
    finds(&names, "ASP.NET", &[]);
    finds(&names, "Node.js. Node js", &["Node.js"]);
    finds(&names, "R&D at AT&T, R & D", &["R&D", "AT&T", "R"]);
    finds(
        &names,
        "10 key, 10-key, 10‑key",
        &["10 key", "10-key", "10‑key"],
    );
    finds(&names, "Java+C, java/c", &["Java", "C", "java", "c"]);
}

#[test]
fn hyphens_spaces_dashes_and_quotes_match_by_meaning() {
    let names = [
        "problem solving",
        "driver's license",
        "Customer and Personal Service",
    ];
    for text in [
        "problem solving",
        "problem–solving",
        "Problem-Solving",
        "problem  solving",
        "problem\u{a0}solving",
        "PROBLEM\tSOLVING",
    ] {
        finds(&names, text, &[text]);
    }
    finds(&names, "driver’s license", &["driver’s license"]);
    finds(
        &names,
        "customer & personal service",
        &["customer & personal service"],
    );
    finds(
        &["Excel"],
        "Excel’s charts, Excel™ 'Excel' “Excel”",
        &["Excel"; 4],
    );
    finds(&["S"], "driver's, drivers’ S", &["S"]);
}

#[test]
fn case_folds_beyond_ascii() {
    finds(
        &["Élan", "straße", "ΣΟΦΟΣ"],
        "éLAN STRAßE σοφος σοφοσ",
        &["éLAN", "STRAßE", "σοφος", "σοφοσ"],
    );
    finds(&["science"], "ſcience", &["ſcience"]);
}

#[test]
fn no_match_crosses_a_line_or_a_sentence() {
    let names = [
        "active listening",
        "C. difficile",
        "U.S. Army",
        "listening",
        "Is it? yes",
    ];
    finds(&names, "active\nlistening", &["listening"]);
    finds(&names, "active\u{2028}listening", &["listening"]);
    finds(&names, "We are active. Listening", &["Listening"]);
    finds(&names, "active, listening", &["listening"]);
    finds(
        &names,
        "has C. difficile; e.g. listening",
        &["C. difficile", "listening"],
    );
    finds(&names, "the U.S. Army", &["U.S. Army"]);
    finds(&names, "is it? yes", &["is it? yes"]);
    finds(&names, "is it? Yes", &[]);
}

#[test]
fn spans_count_characters() {
    let matcher = SkillMatcher::build(entries(&["Java", "Go"]));
    let found = matcher.find("éé Java 🎈 go");
    let spans: Vec<_> = found
        .iter()
        .map(|skill| (skill.span_start, skill.span_end))
        .collect();
    assert_eq!(spans, [(3, 7), (10, 12)]);
    assert_eq!(found[1].skill_name, "Go");
}

/// Bug 15 too: "Self" the programming language in "self-starter".
#[test]
fn everyday_words_are_as_sure_as_what_stands_around_them() {
    let matcher = SkillMatcher::build(entries(&["Self", "R", "Cooking", "make"]));
    let sure = |text: &str| matcher.find(text)[0].confidence;
    assert_eq!([sure("cooking"), sure("make")], [1.0, 1.0]);
    assert_eq!(sure("Experience with Self, R"), 1.0);
    assert_eq!([sure("R programming"), sure("We use R daily")], [0.8, 0.6]);
    assert_eq!(
        [sure("a self starter"), sure("Self motivated"), sure("r")],
        [0.2, 0.2, 0.3]
    );
}

#[test]
fn alternative_labels_report_the_skill_and_duplicates_the_smallest_identifier() {
    let entry = |id: &str, name: &str| SkillEntry {
        skill_id: id.to_owned(),
        name: name.to_owned(),
        canonical_name: "JavaScript".to_owned(),
    };
    let list = [
        entry("b", "JavaScript"),
        entry("b", "ECMAScript"),
        entry("a", "ecmascript"),
    ];
    for list in [list.to_vec(), list.iter().rev().cloned().collect()] {
        let matcher = SkillMatcher::build(list.into_iter());
        let found = matcher.find("ECMAScript");
        assert_eq!(
            (found[0].skill_id, found[0].skill_name),
            ("a", "JavaScript")
        );
        assert_eq!(matcher.len(), 2);
    }
}

/// Bug 19: occurrences are structs of their own, so both counts (occurrences, postings) can be
/// made.
#[test]
fn bug_19_one_struct_per_occurrence() {
    finds(&["Java"], "Java, java; JAVA", &["Java", "java", "JAVA"]);
}

/// Bug 20: keys keep their signs; distinct skills stay distinct.
#[test]
fn bug_20_names_keep_their_punctuation() {
    let matcher = SkillMatcher::build(entries(&["10-key calculators", "AT&T", ".NET", "net"]));
    let names: Vec<_> = matcher
        .find("10-key calculators, at&t .net net")
        .iter()
        .map(|s| s.skill_name)
        .collect();
    assert_eq!(names, ["10-key calculators", "AT&T", ".NET", "net"]);
}

#[test]
fn empty_names_and_texts() {
    let matcher = SkillMatcher::build(entries(&["", " - ", "Java"]));
    assert_eq!((matcher.len(), matcher.is_empty()), (1, false));
    assert!(matcher.find("").is_empty());
    assert!(
        SkillMatcher::build(entries(&[]))
            .find("anything")
            .is_empty()
    );
}

#[test]
fn predecessor_exact_match() {
    let Some(file) = predecessor_cases("skill_exact_match.json") else {
        return;
    };
    let mut compared = 0;
    for group in file["groups"].as_array().unwrap() {
        let competencies = group["framework"]["competencies"].as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = competencies.iter().map(|one| SkillEntry {
            skill_id: text(&one["identifier"]),
            name: text(&one["name"]),
            canonical_name: text(&one["name"]),
        });
        let matcher = SkillMatcher::build(list);
        for case in group["cases"].as_array().unwrap() {
            let input = &case["input"];
            let description = input["posting"]["description"].as_str();
            let text = description
                .or(input["posting_overrides"]["description"].as_str())
                .unwrap();
            let found = matcher.find(text);
            compare(&found, &case["expected"]);
            compared += 1;
        }
    }
    assert_eq!(compared, 6);
}

fn compare(found: &[SkillMatch<'_>], expected: &Value) {
    let names: Vec<String> = found
        .iter()
        .map(|skill| skill.skill_name.to_lowercase())
        .collect();
    if let Some(counts) = expected["document_skill_counts"].as_object() {
        let once = counts.values().all(|count| count == 1);
        assert!(
            once && counts.len() == names.len() && counts.keys().all(|name| names.contains(name))
        );
    } else if let Some(candidates) = expected["candidates_sorted_by_skill_name"].as_array() {
        for (skill, candidate) in found.iter().zip(candidates) {
            assert_eq!(skill.skill_name.to_lowercase(), candidate["skill_name"]);
            assert_eq!(skill.skill_id, candidate["matched_skill_identifier"]);
            assert_eq!(i64::from(skill.span_start), candidate["start_index"]);
        }
        assert_eq!(found.len(), candidates.len());
    } else {
        assert_eq!(names, ["reading comprehension"]);
    }
}

/// The oracle: cut the text into words by rules written down a second time, plainly, and compare
/// every name at every word, the longest first. `None` is a break.
fn oracle_words(text: &str) -> Vec<Option<(String, usize, usize)>> {
    let chars: Vec<char> = text.chars().collect();
    let word = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let c = chars[at];
        let dot_first = c == '.' && word(at + 1) && !(at > 0 && word(at - 1));
        if word(at) || dot_first {
            at += 1;
            while word(at) || (at < chars.len() && chars[at] == '.' && word(at + 1)) {
                at += 1;
            }
            let signs = chars[at..].iter().take_while(|c| **c == '+').count();
            if !(signs == 1 && word(at + 1)) {
                at += signs;
            }
        } else {
            at += 1;
        }
        match c {
            ' ' | '-' => {}
            '\n' => words.push(None),
            _ => {
                let spelled: String = chars[start..at].iter().collect();
                words.push(Some((spelled.to_lowercase(), start, at)));
            }
        }
        if c == '.' && at == start + 1 && oracle_sentence_ends(&chars, start) {
            words.push(None);
        }
    }
    words
}

fn oracle_sentence_ends(chars: &[char], dot: usize) -> bool {
    let letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let single = dot > 0 && letter(dot - 1) && !(dot > 1 && letter(dot - 2));
    let rest: String = chars[dot + 1..].iter().collect();
    let next = rest.trim_start();
    let begins = next.len() < rest.len() && next.starts_with(char::is_uppercase);
    !single && (next.is_empty() || begins)
}

fn oracle(names: &[String], text: &str) -> Vec<(String, usize, usize)> {
    let spelled = |name: &String| -> Vec<String> {
        oracle_words(name)
            .into_iter()
            .flatten()
            .map(|(word, _, _)| word)
            .collect()
    };
    let mut lists: Vec<Vec<String>> = names
        .iter()
        .map(spelled)
        .filter(|n| !n.is_empty())
        .collect();
    lists.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let words = oracle_words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let fits = |name: &&Vec<String>| {
            let here = words[at..]
                .iter()
                .map(|w| w.as_ref().map(|(word, _, _)| word));
            here.take(name.len()).eq(name.iter().map(Some))
        };
        match (lists.iter().find(fits), &words[at]) {
            (Some(name), Some((_, start, _))) => {
                let last = words[at + name.len() - 1].as_ref();
                let end = last.map_or(*start, |(_, _, end)| *end);
                found.push((name.join(" "), *start, end));
                at += name.len();
            }
            _ => at += 1,
        }
    }
    found
}

fn spelled(name: &str) -> String {
    let mut words = Vec::new();
    hash_words(name, &mut words);
    words.retain(|word| word.hash != BREAK);
    spell_words(name, &words)
}

/// Found by the property test: cut out of "C+a", "C+" would be one word, and in it there are two.
#[test]
fn a_word_is_spelled_the_same_wherever_it_is_cut_out() {
    finds(&["C +"], "C+a, c +", &["C+", "c +"]);
    finds(
        &["driver's license"],
        "the driver’s license",
        &["driver’s license"],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// Also with one-bit and two-bit hashes, under which nearly all words collide.
    #[test]
    fn agrees_with_the_oracle(
        names in prop::collection::vec("[abC+.,-]{1,4}( [abC+.]{1,3}){0,2}", 1..8),
        text in "[abC+.,\n -]{0,40}",
        bits in prop::sample::select(vec![1u64, 3, u64::MAX]),
    ) {
        let expected = oracle(&names, &text);
        let refs: Vec<&str> = names.iter().map(String::as_str).collect();
        let matcher = SkillMatcher::with_hash_bits(entries(&refs), bits);
        let found: Vec<_> = matcher.find(&text).iter()
            .map(|s| (spelled(s.skill_name), s.span_start as usize, s.span_end as usize))
            .collect();
        prop_assert_eq!(found, expected);
    }

    /// Any Unicode at all: spans are in the text, in order, and spell the name they report.
    #[test]
    fn any_text_is_cut_at_characters(
        names in prop::collection::vec("([a-c]|\\PC|['’&#+.]){1,4}", 1..5),
        text in "([a-cA-C]|\\PC|['’&#+. \n]){0,30}",
    ) {
        let text = format!("{text}{}x{}", names[0], names.join(" "));
        let refs: Vec<&str> = names.iter().map(String::as_str).collect();
        let matcher = SkillMatcher::build(entries(&refs));
        let mut behind = 0;
        for skill in matcher.find(&text) {
            prop_assert!(behind <= skill.span_start && skill.span_start < skill.span_end);
            behind = skill.span_end;
        }
        prop_assert!(behind as usize <= text.chars().count());
    }
}
