//! Every function of a text on texts that nobody would write: no panic, the same result whatever stands beside the text in
//! its batch, and spans that are text.
//!
//! ```text
//!  parse_pay(['$1–', 'a', null])  =  parse_pay(['$1–']), parse_pay(['a']), null        span_start ≤ span_end, on characters
//! ```

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::logical_expr::ColumnarValue;
use proptest::prelude::*;

use super::*;
use crate::concepts::ConceptList;
use crate::occupation::{TitleIndex, TrainingKind, TrainingLine, train_soc_model};
use crate::place::{AreaRow, Gazetteer, PlaceRow, RegionRow};
use crate::tasks::{TaskEntry, TaskIndex};
use crate::testing::{call, scalar};
use crate::{ConceptRule, SkillEntry, SkillNames, TitleWords};

/// Functions of one text.
const OF_TEXT: &[&str] = &[
    "sections",
    "parse_pay",
    "parse_experience",
    "parse_locations",
    "extract_skill_phrases",
    "extract_ability_phrases",
    "extract_tasks",
    "language_of",
    "reading_grade",
    "employer_key",
    "title_clean_phase_one",
    "title_clean_phase_two",
    "normalize_title",
    "state_code",
    "place_of",
    "soc_code",
    "soc_2018",
    "pay_unit",
    "posting_text",
    "posting_signature",
    "json_strings",
];

/// Functions of a name and a text.
const OF_NAME_AND_TEXT: &[(&str, &str)] = &[
    ("extract_skills", "demo"),
    ("extract_skills_fuzzy", "demo"),
    ("extract_concepts", "demo"),
];

/// Functions of a title and a description.
const OF_TITLE_AND_TEXT: &[&str] = &["classify_soc", "predict_soc"];

static DATA: LazyLock<Arc<ReferenceData>> = LazyLock::new(|| {
    let data = Arc::new(ReferenceData::new());
    let skill = |name: &str| SkillEntry {
        skill_id: name.to_owned(),
        name: name.to_owned(),
        canonical_name: name.to_owned(),
    };
    let names = [
        "Problem solving",
        "C++",
        "R",
        ".NET",
        "R&D",
        "Microsoft Excel",
        "Go",
    ];
    data.set_skills("demo", Arc::new(SkillNames::new(names.map(skill).to_vec())));
    let rule = ConceptRule::parse(
        Some("nights"),
        "night shift|nights",
        None,
        Some("no *"),
        None,
    );
    data.set_concepts("demo", Arc::new(ConceptList::build(rule)));
    data.set_titles(Arc::new(TitleWords::build(["Tulsa"], ["OK"], ["Nurse"])));
    let titles = [("Registered Nurse", "29-1141"), ("Line Cook", "35-2014")];
    let owned = titles.map(|(title, code)| (title.to_owned(), code.to_owned()));
    data.set_occupation_titles(Arc::new(TitleIndex::build(owned.into_iter())));
    let kind = TrainingKind::Title;
    let lines = titles.map(|(text, code)| TrainingLine { code, kind, text });
    data.set_soc_model(Arc::new(train_soc_model(&lines).unwrap()));
    let task = TaskEntry {
        task_id: "1".to_owned(),
        soc_code: "35-2014".to_owned(),
        statement: "Prepare and season food for guests.".to_owned(),
    };
    data.set_tasks(Arc::new(TaskIndex::build(std::iter::once(task))));
    let place = PlaceRow {
        name: "Tulsa".to_owned(),
        state_code: "OK".to_owned(),
        county_fips: Some("40143".to_owned()),
        county_name: Some("Tulsa".to_owned()),
        is_located: true,
        names: 1,
        is_alias: false,
    };
    let none: (&[AreaRow], &[RegionRow]) = (&[], &[]);
    data.set_gazetteer(Arc::new(Gazetteer::build(&[place], none.0, none.1)));
    data
});

/// Calls that every text goes through: name of the function, and the arguments for a column of texts.
fn calls(texts: &ArrayRef) -> Vec<(&'static str, Vec<ColumnarValue>)> {
    let column = || ColumnarValue::Array(Arc::clone(texts));
    let one = OF_TEXT.iter().map(|name| (*name, vec![column()]));
    let named = OF_NAME_AND_TEXT
        .iter()
        .map(|(name, list)| (*name, vec![scalar(Some(list)), column()]));
    let two = OF_TITLE_AND_TEXT
        .iter()
        .map(|name| (*name, vec![column(), column()]));
    one.chain(named).chain(two).collect()
}

fn results(texts: &[Option<String>]) -> Vec<(&'static str, ArrayRef)> {
    let column: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
    let run = |(name, arguments)| {
        let result = call(name, &DATA, arguments).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, result.into_array(texts.len()).unwrap())
    };
    calls(&column).into_iter().map(run).collect()
}

/// The spans in a list of structs that have some.
fn spans(list: &ArrayRef) -> Vec<(i64, i64)> {
    let DataType::List(_) = list.data_type() else {
        return Vec::new();
    };
    let Some(structs) = list.as_list::<i32>().values().as_struct_opt() else {
        return Vec::new();
    };
    let column = |name| {
        structs
            .column_by_name(name)
            .and_then(|c| c.as_primitive_opt::<Int64Type>())
    };
    let (Some(starts), Some(ends)) = (column("span_start"), column("span_end")) else {
        return Vec::new();
    };
    starts
        .values()
        .iter()
        .copied()
        .zip(ends.values().iter().copied())
        .collect()
}

fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[ \\n\\t.,;:!?()\\[\\]$€£%&/+#'’–—•*|<>-]{1,6}",
        prop::sample::select(vec![
            "$22.50–$31/hr",
            "problem–solving",
            "C++",
            "R&D",
            "401(k)",
            "Requirements:",
            "• ",
            "nights",
            "no nights",
            "5+ years of experience",
            "Tulsa, OK",
            "USA:OK:Tulsa",
            "(remote)",
            "Registered Nurse",
            "prepare food",
            "\u{0}",
            "\u{feff}",
            "e\u{301}",
            "👩‍🍳",
            "ß",
            "İ",
            "１２",
            "Ⅻ",
            "\r\n",
            "communication skills",
        ])
        .prop_map(str::to_owned),
        "[0-9]{1,14}",
    ]
}

fn texts() -> impl Strategy<Value = Vec<Option<String>>> {
    let text = prop::collection::vec(pieces(), 0..14).prop_map(|pieces| pieces.join(" "));
    prop::collection::vec(prop::option::weighted(0.9, text), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_text_is_read_alike_whatever_stands_beside_it(texts in texts()) {
        let together = results(&texts);
        for (row, text) in texts.iter().enumerate() {
            let alone = results(std::slice::from_ref(text));
            for ((name, all), (_, one)) in together.iter().zip(&alone) {
                prop_assert_eq!(&all.slice(row, 1).to_data(), &one.to_data(), "{}", name);
                let text = text.as_deref().unwrap_or_default();
                for (start, end) in spans(one) {
                    let inside = 0 <= start && start <= end && end <= text.chars().count() as i64;
                    prop_assert!(inside, "{} gives {}..{} of {:?}", name, start, end, text);
                }
            }
        }
    }
}

#[test]
fn every_extractor_is_among_them() {
    let known: Vec<&str> = OF_TEXT
        .iter()
        .chain(OF_TITLE_AND_TEXT)
        .copied()
        .chain(OF_NAME_AND_TEXT.iter().map(|(name, _)| *name))
        .collect();
    let families = [Family::Extract, Family::Text, Family::Place];
    let missing: Vec<&str> = functions(&DATA)
        .iter()
        .filter(|entry| families.contains(&entry.family) && !known.contains(&entry.name))
        .map(|entry| entry.name)
        .collect();
    assert_eq!(missing, [""; 0]);
}
