//! A table read from a file, its columns found by name.
//!
//! ```text
//! "U.S. Bureau of Labor …"           preamble: skipped
//! SOC Group, SOC Code, SOC Title     header: the first row that has every wanted column
//! Major,     11-0000,  Management …  rows
//! ```
//!
//! Text is UTF-8 (with or without byte-order mark), else Windows-1252; the delimiter is the one under which the
//! wanted columns appear. Column names are compared by letters and digits only, so `O*NET-SOC Code` is `onetsoccode`.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::source::SourceFile;
use crate::error::{EngineError, Result};

/// Rows looked at to find the header.
const PREAMBLE_ROWS: usize = 30;

/// A table of text.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The plain stem of the file's name.
    pub(crate) stem: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The sheets of `file` that have every column of one of the `wanted` sets, each set written with spaces:
    /// `"onetsoccode|soccode title"` wants `onetsoccode` or `soccode`, and `title`.
    pub(crate) fn read(file: &SourceFile, wanted: &[&str]) -> Result<Vec<Self>> {
        let stem = file.stem();
        let grids = match file.extension().as_str() {
            "xlsx" | "xls" => workbook(&file.name, file.read()?)?,
            _ => text_grid(&file.read()?, wanted).into_iter().collect(),
        };
        Ok(grids
            .into_iter()
            .filter_map(|grid| Self::from_grid(&stem, grid, wanted))
            .collect())
    }

    fn from_grid(stem: &str, mut grid: Vec<Vec<String>>, wanted: &[&str]) -> Option<Self> {
        let at = header_row(&grid, wanted)?;
        let rows = grid.split_off(at + 1);
        let header = grid.pop()?.iter().map(|name| plain(name)).collect();
        Some(Self {
            stem: stem.to_owned(),
            header,
            rows,
        })
    }

    /// Whether it has every column of a set.
    pub(crate) fn has(&self, wanted: &str) -> bool {
        has_columns(&self.header, wanted)
    }

    /// The plain names of its columns.
    pub(crate) fn columns(&self) -> &[String] {
        &self.header
    }

    /// Its rows, to be read by column.
    pub(crate) fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        self.rows
            .iter()
            .map(|cells| SheetRow { sheet: self, cells })
    }
}

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SheetRow<'a> {
    sheet: &'a Sheet,
    cells: &'a [String],
}

impl<'a> SheetRow<'a> {
    /// The trimmed text of a column, named plainly, alternatives separated by `|`; null when the column is absent or
    /// the cell is empty.
    pub(crate) fn get(&self, names: &str) -> Option<&'a str> {
        names.split('|').find_map(|name| {
            let at = self.sheet.header.iter().position(|column| column == name)?;
            self.at(at)
        })
    }

    /// The trimmed text of the nth cell.
    pub(crate) fn at(&self, position: usize) -> Option<&'a str> {
        let text = self.cells.get(position)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Like `get`, and `n/a` is null too.
    pub(crate) fn known(&self, names: &str) -> Option<&'a str> {
        self.get(names)
            .filter(|text| !text.eq_ignore_ascii_case("n/a"))
    }

    /// A number of a column, null when it is not one.
    pub(crate) fn number(&self, names: &str) -> Option<f64> {
        self.get(names)?
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
    }
}

/// Letters and digits of a name, lower-case: the form in which names are compared.
pub(crate) fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Bytes as text: UTF-8 without its byte-order mark, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

fn header_row(grid: &[Vec<String>], wanted: &[&str]) -> Option<usize> {
    grid.iter().take(PREAMBLE_ROWS).position(|row| {
        let names: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
        wanted.iter().any(|set| has_columns(&names, set))
    })
}

fn has_columns(header: &[String], wanted: &str) -> bool {
    wanted.split(' ').all(|alternatives| {
        alternatives
            .split('|')
            .any(|name| header.iter().any(|column| column == name))
    })
}

/// The cells of a text file, under the delimiter that shows a wanted header; none shows it: none.
fn text_grid(bytes: &[u8], wanted: &[&str]) -> Option<Vec<Vec<String>>> {
    let text = decode(bytes);
    [b'\t', b',', b';', b'|'].into_iter().find_map(|delimiter| {
        let head = delimited(&text, delimiter, PREAMBLE_ROWS);
        header_row(&head, wanted)?;
        Some(delimited(&text, delimiter, usize::MAX))
    })
}

fn delimited(text: &str, delimiter: u8, rows: usize) -> Vec<Vec<String>> {
    // Tab-separated files of publishers write quotes as they are: `3" pipe` is not the start of a quoted cell.
    let quoted = delimiter != b'\t';
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quoted)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .records()
        .take(rows)
        .filter_map(std::result::Result::ok)
        .map(|record| record.iter().map(|cell| unquote(cell, quoted)).collect())
        .collect()
}

/// A cell of an unquoted file that is quoted as a whole all the same.
fn unquote(cell: &str, done: bool) -> String {
    let inner = cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if !done => inner.replace("\"\"", "\""),
        _ => cell.to_owned(),
    }
}

fn workbook(name: &str, bytes: Vec<u8>) -> Result<Vec<Vec<Vec<String>>>> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        EngineError::Data(format!(
            "{name}: not a readable workbook: {error}; save it as CSV"
        ))
    })?;
    Ok(book
        .worksheets()
        .into_iter()
        .map(|(_, range)| {
            range
                .rows()
                .map(|row| row.iter().map(cell_text).collect())
                .collect()
        })
        .collect())
}

fn cell_text(cell: &Data) -> String {
    cell.to_string()
}
