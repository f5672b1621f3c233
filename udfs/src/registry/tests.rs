use std::collections::BTreeSet;

use super::*;
use crate::testing::query;
use crate::{SkillEntry, SkillNames, TitleWords};

fn data() -> Arc<ReferenceData> {
    let data = Arc::new(ReferenceData::new());
    let skill = SkillEntry {
        skill_id: "1".to_owned(),
        name: "Problem solving".to_owned(),
        canonical_name: "Problem solving".to_owned(),
    };
    data.set_skills("demo", Arc::new(SkillNames::new(vec![skill])));
    data.set_titles(Arc::new(TitleWords::build(
        ["Tulsa"],
        ["OK"],
        ["Software Engineer"],
    )));
    data
}

#[test]
fn every_function_is_documented_versioned_and_named_once() {
    let mut names = BTreeSet::new();
    for entry in functions(&Arc::new(ReferenceData::new())) {
        let name = match &entry.function {
            Function::Scalar(function) => function.name(),
            Function::Aggregate(function) => function.name(),
            Function::Window(function) => function.name(),
        };
        assert_eq!(entry.name, name);
        assert!(entry.version > 0, "{name}");
        assert!(names.insert(entry.name), "{name} is in the list twice");
        assert!(entry.aliases().iter().all(|alias| alias != name));
        let documentation = entry.documentation().expect(name);
        assert!(!documentation.description.is_empty(), "{name}");
        assert!(documentation.syntax_example.starts_with(name), "{name}");
        assert!(
            documentation
                .arguments
                .as_ref()
                .is_some_and(|list| !list.is_empty()),
            "{name}"
        );
    }
}

#[test]
fn functions_are_equal_when_they_share_reference_data() {
    let shared = data();
    let scalars = |data: &Arc<ReferenceData>| -> Vec<ScalarUDF> {
        let scalar = |entry: FunctionEntry| match entry.function {
            Function::Scalar(function) => Some(function),
            _ => None,
        };
        functions(data).into_iter().filter_map(scalar).collect()
    };
    assert_eq!(scalars(&shared), scalars(&shared));
    assert_ne!(scalars(&shared), scalars(&data()));
}

/// Literals, nulls and types as the planner passes them.
#[test]
fn queries_call_the_functions() {
    let cases = [
        ("SELECT soc_code('45-2092.00')", "45-2092"),
        ("SELECT soc_code(NULL)", "NULL"),
        (
            "SELECT soc_code(arrow_cast('452092', 'Utf8View'))",
            "45-2092",
        ),
        (
            "SELECT soc_code(arrow_cast('452092', 'Dictionary(Int32, Utf8)'))",
            "45-2092",
        ),
        ("SELECT state_code('N.Y.')", "NY"),
        ("SELECT pay_unit('Per Year')", "year"),
        ("SELECT yearly_pay(10, 15.5, NULL, 'HR')", "26520.0"),
        (
            "SELECT hourly_pay(41600, NULL, NULL, arrow_cast('PA', 'LargeUtf8'))",
            "20.0",
        ),
        ("SELECT hourly_pay(NULL, NULL, NULL, NULL)", "NULL"),
        (
            "SELECT title_clean_phase_one('Macy’s Engineer / apply now')",
            "macys engineer apply now",
        ),
        (
            "SELECT title_clean_phase_two(title_clean_phase_one('Software Engineer - Tulsa, OK'))",
            "software engineer",
        ),
        (
            "SELECT posting_text('a', NULL, 'b', x) FROM (VALUES ('c')) AS t(x)",
            "a\nb\nc",
        ),
        ("SELECT json_strings('[1, \"a\"]')", "[1, a]"),
        ("SELECT json_strings(NULL)", "NULL"),
        ("SELECT parse_locations(NULL)", "NULL"),
        (
            "SELECT parse_locations('Norfolk, VA')",
            "[{address_locality: Norfolk, address_region: VA, address_country: NULL}]",
        ),
        (
            "SELECT cardinality(parse_locations(json_strings('[\"Norfolk, VA\", \"Tokyo, Japan\"]')))",
            "2",
        ),
        (
            "SELECT cardinality(parse_locations(make_array('Norfolk, VA', 'Remote')))",
            "1",
        ),
        ("SELECT extract_skills('demo', NULL)", "NULL"),
        (
            "SELECT s['span_end'] FROM (SELECT unnest(extract_skills('demo', x)) AS s FROM (VALUES ('problem-solving')) AS t(x))",
            "15",
        ),
        (
            "SELECT s['skill_name'] FROM (SELECT unnest(extract_skills('demo', 'problem-solving')) AS s)",
            "Problem solving",
        ),
    ];
    let data = data();
    for (sql, expected) in cases {
        assert_eq!(query(sql, &data).unwrap(), expected, "{sql}");
    }
}

#[test]
fn mistakes_in_queries_are_named() {
    let data = data();
    let cases = [
        (
            "SELECT extract_skills(x, 'text') FROM (VALUES ('demo')) AS t(x)",
            "must be a constant",
        ),
        (
            "SELECT extract_skills('esco', 'text')",
            "daybook taxonomy add",
        ),
        ("SELECT parse_locations(1)", "takes text or a list of text"),
        ("SELECT posting_text(1)", "takes text"),
    ];
    for (sql, expected) in cases {
        let error = query(sql, &data).unwrap_err().to_string();
        assert!(error.contains(expected), "{sql}: {error}");
    }
}
