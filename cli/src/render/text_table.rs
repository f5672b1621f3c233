//! A table of texts, drawn to fit the screen.
//!
//! ```text
//! ┌────────────┬───────────┐
//! │ state_code ┆  postings │     a header beginning with `>` is a column of numbers
//! ╞════════════╪═══════════╡
//! │ VA         ┆     1,234 │
//! └────────────┴───────────┘
//! ```
//!
//! When the columns cannot stand side by side, rows are written one under the other, a line per column.

use std::fmt::Write as _;

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, presets};

use crate::screen::{Paint, Screen};

/// Characters that a column needs to be read at all, with its border.
const NARROWEST_COLUMN: usize = 10;

/// A table of texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextTable {
    headers: Vec<String>,
    numbers: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl TextTable {
    /// A table with these headers; a header beginning with `>` is a column of numbers.
    pub(crate) fn new(headers: &[&str]) -> Self {
        Self::with_columns(
            headers
                .iter()
                .map(|header| match header.strip_prefix('>') {
                    Some(number) => (number.to_string(), true),
                    None => ((*header).to_string(), false),
                })
                .collect(),
        )
    }

    /// A table with these headers, each with whether it is a column of numbers.
    pub(crate) fn with_columns(columns: Vec<(String, bool)>) -> Self {
        let (headers, numbers) = columns.into_iter().unzip();
        Self {
            headers,
            numbers,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Draws the table.
    pub(crate) fn render(&self, screen: Screen) -> String {
        match screen.width {
            Some(width) if !self.fits(width) => self.render_one_under_the_other(screen, width),
            _ => self.render_side_by_side(screen),
        }
    }

    /// Whether every column can have its natural width or at least a readable one.
    fn fits(&self, width: usize) -> bool {
        let needed: usize = (0..self.headers.len())
            .map(|column| (self.widest(column) + 3).min(NARROWEST_COLUMN))
            .sum();
        needed < width
    }

    fn widest(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        std::iter::once(&self.headers[column])
            .chain(cells)
            .map(|text| text.chars().count())
            .max()
            .unwrap_or(0)
    }

    fn render_side_by_side(&self, screen: Screen) -> String {
        let mut table = Table::new();
        table.load_preset(presets::UTF8_FULL_CONDENSED);
        match screen.width {
            Some(width) => {
                let width = u16::try_from(width).unwrap_or(u16::MAX);
                table
                    .set_content_arrangement(ContentArrangement::Dynamic)
                    .set_width(width)
            }
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        if screen.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table.set_header(
            self.headers
                .iter()
                .zip(&self.numbers)
                .map(|(text, number)| {
                    aligned(Cell::new(text), *number).add_attribute(Attribute::Bold)
                }),
        );
        for row in &self.rows {
            let cells = row.iter().zip(&self.numbers);
            table.add_row(cells.map(|(text, number)| aligned(Cell::new(text), *number)));
        }
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_string())
            .collect();
        format!("{}\n", lines.join("\n"))
    }

    fn render_one_under_the_other(&self, screen: Screen, width: usize) -> String {
        let name_width = self.headers.iter().map(|h| h.chars().count()).max();
        let name_width = name_width.unwrap_or(0).min(width / 2);
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let title = format!("── row {} ", number + 1);
            let line = "─".repeat(width.saturating_sub(title.chars().count()));
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "{}",
                screen.paint(Paint::Dim, &format!("{title}{line}"))
            );
            for (header, cell) in self.headers.iter().zip(row) {
                let name = screen.paint(Paint::Strong, &format!("{header:>name_width$}"));
                let lines = super::wrap::plain(cell, width.saturating_sub(name_width + 3).max(10));
                let indent = format!("\n{:name_width$} │ ", "");
                let _ = writeln!(text, "{name} │ {}", lines.join(&indent));
            }
        }
        text
    }
}

fn aligned(cell: Cell, is_number: bool) -> Cell {
    if is_number {
        cell.set_alignment(CellAlignment::Right)
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> TextTable {
        let mut table = TextTable::new(&["state", ">postings"]);
        table.row(vec!["VA".into(), "1,234".into()]);
        table.row(vec!["DC".into(), "5".into()]);
        table
    }

    #[test]
    fn a_table_off_the_terminal() {
        let expected = "\
┌───────┬──────────┐
│ state ┆ postings │
╞═══════╪══════════╡
│ VA    ┆    1,234 │
│ DC    ┆        5 │
└───────┴──────────┘
";
        assert_eq!(table().render(Screen::PLAIN), expected);
        assert_eq!(table().len(), 2);
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let screen = Screen {
            width: Some(40),
            colour: false,
        };
        let mut table = table();
        table.row(vec![
            "a state with a very long name that goes on".into(),
            "1".into(),
        ]);
        let text = table.render(screen);
        assert!(
            text.lines().all(|line| line.chars().count() <= 40),
            "{text}"
        );
        assert!(text.contains("goes on"), "nothing is lost:\n{text}");
    }

    #[test]
    fn many_columns_go_one_under_the_other() {
        let screen = Screen {
            width: Some(40),
            colour: false,
        };
        let names: Vec<String> = (0..12).map(|i| format!("column_{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut table = TextTable::new(&names);
        table.row(vec!["a value of several words to wrap".into(); 12]);
        let text = table.render(screen);
        assert!(text.starts_with("── row 1 ─"), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 40),
            "{text}"
        );
        assert!(
            text.contains(" column_0 │ a value of several words to"),
            "{text}"
        );
    }

    #[test]
    fn colours_only_where_they_are_shown() {
        let colour = Screen {
            width: Some(80),
            colour: true,
        };
        assert!(table().render(colour).contains("\x1b["));
        assert!(!table().render(Screen::PLAIN).contains('\x1b'));
    }
}
