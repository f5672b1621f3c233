//! CSV, with any of four delimiters, quoted cells over several lines, and a header.
//!
//! ```text
//! Job ID;Business Title⏎ 7;"Clerk ""A"""⏎    ─►   "Job ID" = 7, "Business Title" = Clerk "A"
//! ```
//! An empty cell is null. A record with fewer cells than the header has nulls for the rest; one with more
//! is rejected, for nobody can say which cell is which.

use std::borrow::Cow;

use super::{RowPlace, TextRows};
use crate::land::mapping::Mapping;
use crate::land::parse::{ChunkBuilder, bad_utf8};
use crate::land::posting::{Refusal, RejectReason, push_json_string};
use crate::land::split::Span;

/// What the cells of a file mean.
#[derive(Debug)]
pub(crate) struct CsvHeader {
    delimiter: u8,
    names: Vec<String>,
    /// For each of the mapping's columns, the cell it is read from.
    cells: Vec<Option<usize>>,
    /// Whether the mapping uses a cell.
    used: Vec<bool>,
}

impl CsvHeader {
    /// Reads the header and finds the mapping's columns in it.
    pub(crate) fn bind(record: &[u8], delimiter: u8, mapping: &Mapping) -> Self {
        let text = String::from_utf8_lossy(record);
        let cells = read_cells(&text, delimiter).unwrap_or_default();
        let names = column_names(&cells);
        let cells = mapping.find_columns(&names);
        let mut used = vec![false; names.len()];
        cells.iter().flatten().for_each(|cell| used[*cell] = true);
        Self {
            delimiter,
            names,
            cells,
            used,
        }
    }
}

/// The names of the columns: an empty cell is named by its place, a second column of a name `name_2`.
fn column_names(cells: &[Cow<'_, str>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let name = match cell.trim() {
            "" => format!("column_{}", at + 1),
            name => name.to_owned(),
        };
        let mut unique = name.clone();
        let mut number = 1;
        while names.contains(&unique) {
            number += 1;
            unique = format!("{name}_{number}");
        }
        names.push(unique);
    }
    names
}

/// The delimiter that a header line holds most of.
pub(crate) fn detect_delimiter(head: &[u8]) -> u8 {
    let end = memchr::memchr(b'\n', head).unwrap_or(head.len());
    let mut quoted = false;
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0), (b'|', 0)];
    for &byte in &head[..end] {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    // The first of equals: a comma.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

/// Parses records.
pub(crate) fn parse(
    mapping: &Mapping,
    header: &CsvHeader,
    bytes: &[u8],
    spans: &[Span],
    chunk: &mut ChunkBuilder,
) {
    let mut rows = TextRows::new(header.cells.len());
    for (number, span) in spans.iter().enumerate() {
        let raw = &bytes[span.range.clone()];
        let text = match std::str::from_utf8(raw) {
            Ok(text) => text,
            Err(error) => {
                chunk.reject(span.line, bad_utf8(error), raw);
                continue;
            }
        };
        match read_cells(text, header.delimiter).and_then(|cells| check_count(cells, header)) {
            Ok(cells) => add_row(&mut rows, header, &cells, (span.line, number)),
            Err(message) => {
                chunk.reject(
                    span.line,
                    Refusal::new(RejectReason::Unparsable, message),
                    raw,
                );
            }
        }
    }
    mapping.add_text_rows(rows, chunk, |number| {
        Cow::Borrowed(&bytes[spans[number].range.clone()])
    });
}

fn add_row(rows: &mut TextRows, header: &CsvHeader, cells: &[Cow<'_, str>], at: (i64, usize)) {
    let filled = |cell: usize| {
        cells
            .get(cell)
            .map(|text| &**text)
            .filter(|text| !text.is_empty())
    };
    for (column, cell) in header.cells.iter().enumerate() {
        rows.append(column, cell.and_then(filled));
    }
    let mut extra = String::new();
    for (cell, name) in header
        .names
        .iter()
        .enumerate()
        .filter(|(cell, _)| !header.used[*cell])
    {
        if let Some(text) = filled(cell).filter(|text| !text.trim().is_empty()) {
            if !extra.is_empty() {
                extra.push(',');
            }
            push_json_string(&mut extra, name);
            extra.push(':');
            push_json_string(&mut extra, text);
        }
    }
    rows.places.push(RowPlace {
        line: at.0,
        record: at.1,
        extra,
    });
}

fn check_count<'a>(
    mut cells: Vec<Cow<'a, str>>,
    header: &CsvHeader,
) -> Result<Vec<Cow<'a, str>>, String> {
    // Trailing delimiters add cells that say nothing.
    while cells.len() > header.names.len() && cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    if cells.len() > header.names.len() {
        let (found, wanted) = (cells.len(), header.names.len());
        return Err(format!(
            "the record has {found} cells, the header has {wanted}"
        ));
    }
    Ok(cells)
}

/// The cells of a record; an unclosed quote is an error.
fn read_cells(record: &str, delimiter: u8) -> Result<Vec<Cow<'_, str>>, String> {
    let mut cells = Vec::new();
    let mut rest = record;
    let delimiter = char::from(delimiter);
    loop {
        let (cell, after) = if rest.starts_with('"') {
            read_quoted(rest, delimiter)?
        } else {
            let end = rest.find(delimiter).unwrap_or(rest.len());
            (Cow::Borrowed(&rest[..end]), &rest[end..])
        };
        cells.push(cell);
        match after.strip_prefix(delimiter) {
            Some(more) => rest = more,
            None => return Ok(cells),
        }
    }
}

/// A quoted cell, and what follows it. Text after the closing quote belongs to the cell.
fn read_quoted(text: &str, delimiter: char) -> Result<(Cow<'_, str>, &str), String> {
    let mut owned = String::new();
    let mut from = 1;
    loop {
        let close = text[from..]
            .find('"')
            .ok_or("a quoted cell is not closed")?
            + from;
        let after = &text[close + 1..];
        if after.starts_with('"') {
            owned.push_str(&text[from..=close]);
            from = close + 2;
            continue;
        }
        let end = after.find(delimiter).unwrap_or(after.len());
        let (tail, rest) = after.split_at(end);
        if owned.is_empty() && tail.is_empty() {
            return Ok((Cow::Borrowed(&text[from..close]), rest));
        }
        owned.push_str(&text[from..close]);
        owned.push_str(tail);
        return Ok((Cow::Owned(owned), rest));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_delimiter_is_found() {
        for (header, delimiter) in [
            ("a,b;c,d", b','),
            ("a\tb", b'\t'),
            ("a;b;\"x,y,z,w\"\n1,2,3", b';'),
            ("a|b", b'|'),
            ("a", b','),
        ] {
            assert_eq!(detect_delimiter(header.as_bytes()), delimiter, "{header}");
        }
    }

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let cells = ["id", "", "Title ", "id", "id_2", "id", ""].map(Cow::Borrowed);
        let names = [
            "id", "column_2", "Title", "id_2", "id_2_2", "id_3", "column_7",
        ];
        assert_eq!(column_names(&cells), names);
    }

    proptest! {
        /// Cells are those that the csv crate reads.
        #[test]
        fn cells_agree_with_the_csv_crate(record in "[ab, \"]{1,40}") {
            let Ok(cells) = read_cells(&record, b',') else { return Ok(()) };
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(record.as_bytes());
            if let Some(theirs) = reader.records().next() {
                let theirs = theirs.unwrap();
                prop_assert_eq!(cells.iter().map(|cell| &**cell).collect::<Vec<_>>(), theirs.iter().collect::<Vec<_>>());
            }
        }
    }
}
