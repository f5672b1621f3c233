//! Flat JSON: an object is a row; nested values are JSON text.
//!
//! ```text
//! {"id": 7, "locations": ["Tulsa, OK"], "note": "x"}   ─►   id = 7, locations = ["Tulsa, OK"], extra {"note":"x"}
//! ```

use hashbrown::HashMap;

use super::{RowPlace, TextRows};
use crate::land::json::{Json, push_member};
use crate::land::mapping::{Mapping, Match};
use crate::land::parse::{ChunkBuilder, read_json};
use crate::land::posting::{Refusal, RejectReason};
use crate::land::split::Span;

/// Parses records.
pub(crate) fn parse(mapping: &Mapping, bytes: &[u8], spans: &[Span], chunk: &mut ChunkBuilder) {
    if spans.is_empty() {
        return;
    }
    let mut reader = RowReader::new(mapping);
    for (number, span) in spans.iter().enumerate() {
        let raw = &bytes[span.range.clone()];
        match read_json(raw) {
            Ok(Json::Object(members)) => reader.add(members, (span.line, number)),
            Ok(other) => {
                let message = format!("the record is {}, not an object", other.kind());
                chunk.reject(
                    span.line,
                    Refusal::new(RejectReason::WrongType, message),
                    raw,
                );
            }
            Err(refusal) => chunk.reject(span.line, refusal, raw),
        }
    }
    mapping.note_seen(reader.matches.values().flatten().map(|found| found.column));
    mapping.add_text_rows(reader.rows, chunk, |number| {
        std::borrow::Cow::Borrowed(&bytes[spans[number].range.clone()])
    });
}

struct RowReader<'m> {
    mapping: &'m Mapping,
    rows: TextRows,
    /// The mapping's columns that a name stands for.
    matches: HashMap<String, Vec<Match>>,
    /// For each of the mapping's columns, the member it is read from in this record, and how well it fits.
    chosen: Vec<Option<(usize, Match)>>,
}

impl<'m> RowReader<'m> {
    fn new(mapping: &'m Mapping) -> Self {
        let columns = mapping.columns().len();
        Self {
            mapping,
            rows: TextRows::new(columns),
            matches: HashMap::new(),
            chosen: vec![None; columns],
        }
    }

    fn add(&mut self, members: Vec<(std::borrow::Cow<'_, str>, Json<'_>)>, at: (i64, usize)) {
        self.chosen.fill(None);
        for (number, (name, _)) in members.iter().enumerate() {
            if !self.matches.contains_key(&**name) {
                self.matches
                    .insert(name.to_string(), self.mapping.matches(name));
            }
            for found in self.matches.get(&**name).into_iter().flatten() {
                let better = self.chosen[found.column]
                    .is_none_or(|(_, other): (usize, Match)| found.rank <= other.rank);
                if better {
                    self.chosen[found.column] = Some((number, *found));
                }
            }
        }
        let mut used = vec![false; members.len()];
        for column in 0..self.chosen.len() {
            let chosen = self.chosen[column].map(|(number, _)| number);
            let text = chosen.and_then(|number| {
                used[number] = true;
                cell_text(&members[number].1)
            });
            self.rows.append(column, text.as_deref());
        }
        let mut extra = String::new();
        for ((name, value), used) in members.iter().zip(used) {
            if !used && !value.is_blank() {
                push_member(&mut extra, name, value);
            }
        }
        self.rows.places.push(RowPlace {
            line: at.0,
            record: at.1,
            extra,
        });
    }
}

fn cell_text<'a>(value: &'a Json<'_>) -> Option<std::borrow::Cow<'a, str>> {
    match value {
        Json::Null => None,
        Json::Text(text) => Some(std::borrow::Cow::Borrowed(text)),
        other => Some(std::borrow::Cow::Owned(other.to_string())),
    }
}
