//! Gold sets: texts with the labels that a person gave them.
//!
//! ```text
//!  pay.tsv:  text ⇥ minimum ⇥ …              GoldSet { name: "pay", rows: line, text, minimum, … }
//!            $18 an hour\nApply now ⇥ 18      ─►  2, "$18 an hour⏎Apply now", "18"
//! ```

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array, RecordBatch, StringArray};
use daybook_catalog::ErrorKind;
use daybook_engine::EngineError;

use crate::error::{Error, Result};

/// The sets that ship with Daybook.
const SHIPPED: &[(&str, &str)] = &[
    ("pay", include_str!("../../eval/gold/pay.tsv")),
    ("places", include_str!("../../eval/gold/places.tsv")),
    (
        "requirements",
        include_str!("../../eval/gold/requirements.tsv"),
    ),
    ("sections", include_str!("../../eval/gold/sections.tsv")),
    ("skills", include_str!("../../eval/gold/skills.tsv")),
    ("titles", include_str!("../../eval/gold/titles.tsv")),
];

/// A gold set, by the name that says which query judges it.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldSet {
    /// `pay`, `skills`, …
    pub name: String,
    /// Its columns, all text, after the number of the line in the file.
    pub(crate) rows: RecordBatch,
}

impl GoldSet {
    /// The column of what is labelled, as SQL names it; the line's number stands before it.
    pub(super) fn first_column(&self) -> String {
        let schema = self.rows.schema();
        let first = schema.fields().get(1).map_or("line", |field| field.name());
        format!("gold.\"{first}\"")
    }

    /// How many labelled lines it has.
    pub fn lines(&self) -> usize {
        self.rows.num_rows()
    }

    /// The different values of a column; none where there is no such column.
    pub(crate) fn values(&self, column: &str) -> BTreeSet<String> {
        let column = self.rows.column_by_name(column);
        let texts = column.and_then(|column| column.as_string_opt::<i32>());
        let values = texts.into_iter().flat_map(|texts| texts.iter().flatten());
        values.map(str::to_owned).collect()
    }
}

/// The sets that ship with Daybook.
pub(super) fn shipped() -> Result<Vec<GoldSet>> {
    let sets = SHIPPED.iter();
    sets.map(|(name, content)| parse(name, content)).collect()
}

/// Reads a set from a file, which is called after what it labels.
pub(super) fn read(path: &Path) -> Result<GoldSet> {
    let content = std::fs::read_to_string(path).map_err(|source| EngineError::Io {
        path: path.display().to_string(),
        source,
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&name, &content)
}

pub(super) fn parse(name: &str, content: &str) -> Result<GoldSet> {
    let mut lines = content.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let mut cells: Vec<Vec<Option<String>>> = vec![Vec::new(); header.len()];
    let mut numbers = Vec::new();
    for (index, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
        let row: Vec<&str> = line.split('\t').collect();
        if row.len() != header.len() {
            return Err(Error::new(
                ErrorKind::Data,
                format!(
                    "gold set {name}, line {}: {} cells under {} columns ({}); cells are separated by tabs",
                    index + 2,
                    row.len(),
                    header.len(),
                    header.join(", ")
                ),
            ));
        }
        numbers.push(index as i64 + 2);
        for (column, cell) in cells.iter_mut().zip(row) {
            column.push((!cell.is_empty()).then(|| cell.replace("\\n", "\n")));
        }
    }
    let mut columns: Vec<(&str, ArrayRef)> = vec![("line", Arc::new(Int64Array::from(numbers)))];
    for (name, column) in header.iter().zip(cells) {
        columns.push((*name, Arc::new(StringArray::from(column))));
    }
    let fields = columns
        .into_iter()
        .map(|(name, column)| (name, column, true));
    let rows = RecordBatch::try_from_iter_with_nullable(fields).map_err(EngineError::from)?;
    Ok(GoldSet {
        name: name.to_owned(),
        rows,
    })
}
