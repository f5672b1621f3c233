//! What the columns of published datasets mean: the words of their README.

use daybook_engine::export::ColumnDescription;

/// A column's name (or its beginning, where a number follows), whether rows are grouped by it, its meaning.
const COLUMNS: &[(&str, bool, &str)] = &[
    ("cbsa_fips", true, "code of the Core Based Statistical Area"),
    ("cbsa_name", true, "name of the Core Based Statistical Area"),
    ("state_code", true, "two-letter code of the state"),
    ("title", true, "job title"),
    (
        "cleaned_title",
        true,
        "job title without numbers, places and states",
    ),
    (
        "soc_code",
        true,
        "Standard Occupational Classification code of the posting",
    ),
    ("counts_total", false, "number of postings"),
    (
        "soc_code_given_total",
        false,
        "number of distinct occupation codes that postings came with",
    ),
    (
        "soc_code_given_",
        false,
        "commonest occupation codes that postings came with",
    ),
    (
        "soc_code_common_total",
        false,
        "number of distinct occupation codes by vote of the ten nearest",
    ),
    (
        "soc_code_common_",
        false,
        "commonest occupation codes by vote of the ten nearest",
    ),
    (
        "soc_code_top_total",
        false,
        "number of distinct occupation codes of the nearest",
    ),
    (
        "soc_code_top_",
        false,
        "commonest occupation codes of the nearest",
    ),
    (
        "onet_skills_",
        false,
        "O*NET skills that most postings name, the commonest first",
    ),
];

/// The columns of a dataset, described; a column nobody described says only its name.
pub(crate) fn describe<'a>(names: impl Iterator<Item = &'a str>) -> Vec<ColumnDescription> {
    names.map(describe_one).collect()
}

fn describe_one(name: &str) -> ColumnDescription {
    let exact = COLUMNS.iter().find(|(known, _, _)| *known == name);
    let numbered = || {
        COLUMNS
            .iter()
            .find(|(known, _, _)| known.ends_with('_') && name.starts_with(known))
    };
    let (grouping, description) = match exact.or_else(numbered) {
        Some((_, grouping, meaning)) => (*grouping, (*meaning).to_string()),
        None => (false, name.replace('_', " ")),
    };
    ColumnDescription {
        name: name.to_string(),
        description,
        grouping,
    }
}
