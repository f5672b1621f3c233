//! Lists of concepts: keywords with the values they stand for, for `extract_concepts('<list>', …)`.
//!
//! ```text
//! perks.csv:  value,keywords,supporting,refuting            perks.txt:  dog friendly
//!             pets,dog friendly|pets welcome,office,                    free lunch
//!   ─► concept_rules, one row a rule                           ─► each line stands for itself
//! ```
//!
//! The cells hold phrases separated by `|`. What a rule means is told in `daybook_udfs::ConceptRule`, which also checks it:
//! a rule that could never hold is refused with its file and line, not left out.

use daybook_udfs::ConceptRule;

use super::shape::{CONCEPT_RULES, Row, maybe};
use super::sheet::{Sheet, decode};
use super::source::{Source, SourceFile};
use super::{Parsed, TaxonomyKind};
use crate::error::{EngineError, Result};

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "concepts",
    title: "A list of keywords with the values they stand for; its version is the list's name",
    attribution: "The list's own makers.",
    load,
};

const KEYWORDS: &str = "keywords|keyword|phrase|phrases|term|terms";
const VALUE: &str = "value|concept|tag|code|label";

fn load(source: &Source) -> Result<Parsed> {
    let mut rows = Vec::new();
    for file in &source.files {
        if file.extension() == "txt" {
            let text = decode(&file.read()?);
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            rows.extend(
                lines.map(|line| vec![maybe(Some(line)), maybe(Some(line)), None, None, None]),
            );
            continue;
        }
        for sheet in Sheet::read(file, &[KEYWORDS])? {
            rows.extend(rules(file, &sheet)?);
        }
    }
    let mut parsed = Parsed::new(
        "a text file with one keyword a line, or a table with a column `keywords` (separated by `|`) and, as you like, \
        `value`, `supporting`, `refuting` and `confidence`",
    );
    parsed.table(&CONCEPT_RULES, rows, "no rules");
    Ok(parsed)
}

fn rules(file: &SourceFile, sheet: &Sheet) -> Result<Vec<Row>> {
    let has_values = VALUE
        .split('|')
        .any(|name| sheet.columns().iter().any(|column| column == name));
    let mut rows = Vec::new();
    for (index, row) in sheet.rows().enumerate() {
        let Some(keywords) = row.get(KEYWORDS) else {
            continue;
        };
        // A table of keywords alone: each stands for itself.
        let values: Vec<(Option<&str>, &str)> = if has_values {
            vec![(row.get(VALUE), keywords)]
        } else {
            keywords
                .split('|')
                .map(|keyword| (Some(keyword.trim()), keyword))
                .collect()
        };
        let contexts = [
            row.get("supporting"),
            row.get("refuting"),
            row.get("confidence"),
        ];
        for (value, keywords) in values {
            let [supporting, refuting, confidence] = contexts;
            ConceptRule::parse(value, keywords, supporting, refuting, confidence).map_err(
                |error| {
                    EngineError::Data(format!(
                        "{}: rule {} under the header: {error}",
                        file.name,
                        index + 1
                    ))
                },
            )?;
            let cells = [value, Some(keywords), supporting, refuting, confidence];
            rows.push(cells.into_iter().map(maybe).collect());
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests;
