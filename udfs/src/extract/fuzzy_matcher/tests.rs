//! Misspelt names are found, all of them, and only what is near enough.

use proptest::prelude::*;

use super::*;
fn entry(name: &str) -> SkillEntry {
    SkillEntry {
        skill_id: name.to_owned(),
        name: name.to_owned(),
        canonical_name: name.to_owned(),
    }
}

fn matcher(names: &[&str]) -> FuzzyMatcher {
    FuzzyMatcher::build(names.iter().map(|name| entry(name)))
}

/// The names found, each with the text it was found in.
fn found(matcher: &FuzzyMatcher, text: &str) -> Vec<(String, String)> {
    let cut = |skill: SkillMatch<'_>| {
        let span = text.chars().skip(skill.span_start as usize);
        let span = span.take((skill.span_end - skill.span_start) as usize);
        (skill.skill_name.to_owned(), span.collect())
    };
    matcher.find(text).into_iter().map(cut).collect()
}

#[test]
fn the_edits_are_those_of_the_predecessor() {
    let lens = [8, 9, 16, 17, 24, 25, 33, 34, 100];
    assert_eq!(lens.map(allowed), [0, 1, 1, 2, 2, 3, 3, 4, 4]);
    assert_eq!([7, 8, 15, 16, 24].map(most), [0, 1, 2, 2, 3]);
}

#[test]
fn misspelt_names_are_found_where_they_stand() {
    let matcher = matcher(&[
        "Procurement",
        "Problem solving",
        "Word",
        "Word processing",
        "Windows Server 2012",
        "Customer and Personal Service",
        "C++",
    ]);
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("a procurment officer", &[("Procurement", "procurment")]),
        ("PROCUREMNET", &[("Procurement", "PROCUREMNET")]),
        (
            "problem–solving, problems solving",
            &[
                ("Problem solving", "problem–solving"),
                ("Problem solving", "problems solving"),
            ],
        ),
        ("problemsolving", &[("Problem solving", "problemsolving")]),
        ("word procesing", &[("Word processing", "word procesing")]),
        ("wird", &[]),
        ("subprocurement", &[]),
        (
            "customer and personnal servise",
            &[(
                "Customer and Personal Service",
                "customer and personnal servise",
            )],
        ),
        ("procure\nment", &[]),
        ("We use C++.", &[("C++", "C++")]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        let owned: Vec<_> = expected
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        assert_eq!(found(&matcher, text), owned, "{text}");
    }
}

#[test]
fn confidence_is_the_share_of_right_letters_and_less_with_other_digits() {
    let matcher = matcher(&["Procurement", "Windows Server 2012"]);
    let of = |text: &str| matcher.find(text)[0].confidence;
    assert_eq!(of("procurement"), 1.0);
    assert!((of("procurment") - 0.9).abs() < 1e-6);
    assert!((of("windows server 2013") - 18.0 / 19.0 / 2.0).abs() < 1e-6);
}

/// Every string one edit away from a name.
fn one_edit(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut all = Vec::new();
    let mut push = |chars: Vec<char>| all.push(chars.into_iter().collect::<String>());
    for at in 0..=chars.len() {
        let mut inserted = chars.clone();
        inserted.insert(at, 'q');
        push(inserted);
        if at < chars.len() {
            let (mut deleted, mut replaced) = (chars.clone(), chars.clone());
            deleted.remove(at);
            replaced[at] = 'z';
            push(deleted);
            push(replaced);
        }
        if at + 1 < chars.len() {
            let mut swapped = chars.clone();
            swapped.swap(at, at + 1);
            push(swapped);
        }
    }
    all
}

#[test]
fn every_name_with_one_edit_is_found() {
    let names = [
        "Procurement",
        "Active listening",
        "Customer and personal service",
        "Systems evaluation",
        "Clinical trial management software",
    ];
    let matcher = matcher(&names);
    for name in names {
        for text in one_edit(name) {
            // A space at either end is no edit of the phrase; one less letter may allow no edit.
            if allowed(text.trim().chars().count()) == 0 {
                continue;
            }
            let expected = vec![(name.to_owned(), text.trim().to_owned())];
            assert_eq!(found(&matcher, &text), expected, "{text}");
        }
    }
}

/// Every phrase of a sentence that stands for a name, by comparing each with each.
fn naive(names: &[Name], sentence: &Folded) -> Vec<Found> {
    let len = sentence.chars.len();
    let mut all = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let text: String = name.chars.iter().collect();
        for start in (0..len).filter(|start| sentence.begins(*start)) {
            let ends = (start + 1..=len).filter(|end| sentence.ends(*end));
            let near = ends.filter_map(|end| {
                let phrase: String = sentence.chars[start..end].iter().collect();
                let edits = strsim::osa_distance(&text, &phrase);
                (edits <= allowed(end - start)).then_some((edits, end))
            });
            let best = near.min_by_key(|(edits, end)| (*edits, std::cmp::Reverse(*end)));
            all.extend(best.map(|(edits, end)| Found {
                name: at as u32,
                chars: start..end,
                edits,
            }));
        }
    }
    all
}

proptest! {
    #[test]
    fn what_is_found_is_what_comparing_all_finds(
        names in prop::collection::vec("[ab]{1,9}( [abc]{3,9}){0,3}", 1..8),
        text in "([abc]{1,9}[ ,-]){0,12}[ab]{0,4}",
    ) {
        let matcher = FuzzyMatcher::build(names.iter().map(|name| entry(name)));
        let mut scratch = FuzzyScratch::default();
        scratch.sentence.read(&text, 0);
        matcher.search(&mut scratch);
        let mut expected = naive(&matcher.names, &scratch.sentence);
        let order = |found: &Found| (found.name, found.chars.start);
        expected.sort_by_key(order);
        scratch.found.sort_by_key(order);
        prop_assert_eq!(&scratch.found, &expected);
    }

    #[test]
    fn distances_are_those_of_the_textbook(name in "[abc]{0,12}", text in "[abc]{0,14}", most in 0..=MOST_EDITS) {
        let (name, chars): (Vec<char>, Vec<char>) = (name.chars().collect(), text.chars().collect());
        let mut told = Vec::new();
        distances(&name, &chars, most, |len, edits| told.push((len, edits)));
        let spelled: String = name.iter().collect();
        let textbook = (0..=chars.len()).filter_map(|len| {
            let edits = strsim::osa_distance(&spelled, &chars[..len].iter().collect::<String>());
            (edits <= most).then_some((len, edits))
        });
        prop_assert_eq!(told, textbook.collect::<Vec<_>>());
    }

    #[test]
    fn spans_are_what_was_found_in_any_text(text in any::<String>()) {
        let matcher = matcher(&["a", "problem solving", "é", "communication"]);
        for (_, matched) in found(&matcher, &text) {
            prop_assert!(!matched.trim().is_empty());
        }
    }
}
