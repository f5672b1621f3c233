//! All tables at once: a line each, a character for each month, totals at the end.
//!
//! ```text
//!                 2016              days        rows  of them
//!                 JFMAMJJASOND
//!   postings      ●●◐●●●             182       9,803  4 partial
//! counts
//!   title_counts  ●●●~               121       6,410  60 absent, 1 stale
//! ```
//!
//! Years stand side by side; those that find no room make further blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use daybook::{DayState, TableStatus};

use super::calendar::{STATES, cell, month, name, paint, rank};
use crate::screen::{Paint, Screen};
use crate::values::{bytes, count};

/// A year's months and the gap after them.
const YEAR: usize = 14;

/// Days, rows and the days that are not whole.
const TOTALS: usize = 32;

/// The table whose days are those of landing, not of postings: its calendar would only mislead.
const BY_DAY_OF_LANDING: &str = "rejects";

/// Draws all tables.
pub(crate) fn draw(tables: &[TableStatus], screen: Screen) -> String {
    let years: Vec<i32> = tables
        .iter()
        .filter(|status| has_calendar(status))
        .flat_map(|status| status.days.keys().map(NaiveDate::year))
        .collect::<BTreeSet<i32>>()
        .into_iter()
        .collect();
    let names = tables.iter().map(|status| short(status).chars().count());
    let label = names.max().unwrap_or(0) + 4;
    let mut text = String::new();
    let mut rest = years.as_slice();
    let mut has_totals = true;
    while has_totals || !rest.is_empty() {
        let taken = TOTALS * usize::from(has_totals) + label;
        let room = screen.width_or(120).saturating_sub(taken) / YEAR;
        let (block, later) = rest.split_at(room.max(1).min(rest.len()));
        let block = Block {
            years: block,
            label,
            has_totals,
            screen,
        };
        block.draw(&mut text, tables);
        text.push('\n');
        rest = later;
        has_totals = false;
    }
    text
}

fn has_calendar(status: &TableStatus) -> bool {
    status.table != BY_DAY_OF_LANDING
}

fn short(status: &TableStatus) -> &str {
    let name = status.table.split_once('.');
    name.map_or(status.table.as_str(), |(_, name)| name)
}

/// Some years of all tables.
struct Block<'a> {
    years: &'a [i32],
    label: usize,
    has_totals: bool,
    screen: Screen,
}

impl Block<'_> {
    fn draw(&self, text: &mut String, tables: &[TableStatus]) {
        self.heading(text);
        let mut group = None;
        for status in tables {
            let schema = status.table.split_once('.').map(|(schema, _)| schema);
            if let Some(schema) = schema.filter(|_| schema != group) {
                let schema = self.screen.paint(Paint::Strong, schema);
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{schema}");
            }
            group = schema;
            self.line(text, status);
        }
    }

    fn heading(&self, text: &mut String) {
        let years: String = self
            .years
            .iter()
            .map(|year| format!("{year:<YEAR$}"))
            .collect();
        let totals = match self.has_totals {
            true => format!("{:>6} {:>11}", "days", "rows"),
            false => String::new(),
        };
        let months = format!("{:<YEAR$}", "JFMAMJJASOND").repeat(self.years.len());
        let label = self.label;
        for line in [
            format!("{:label$}{years}{totals}", ""),
            format!("{:label$}{months}", ""),
        ] {
            let _ = writeln!(text, "{}", self.screen.paint(Paint::Dim, line.trim_end()));
        }
    }

    fn line(&self, text: &mut String, status: &TableStatus) {
        let mut line = format!("  {:width$}", short(status), width = self.label - 2);
        for year in self.years {
            for number in 1..=12 {
                let worst = month(status, *year, number).filter(|_| has_calendar(status));
                line.push_str(&worst.map_or(" ".to_string(), |(s, _)| cell(s, self.screen)));
            }
            line.push_str("  ");
        }
        if self.has_totals {
            line.push_str(&self.totals(status));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }

    fn totals(&self, status: &TableStatus) -> String {
        let mut found: BTreeMap<usize, u64> = BTreeMap::new();
        for state in status.days.values() {
            *found.entry(rank(*state)).or_default() += 1;
        }
        let there = status.days.values().filter(|s| **s != DayState::Absent);
        let mut text = format!(
            "{:>6} {:>11}",
            count(there.count() as u64),
            count(status.rows)
        );
        let mut parts: Vec<String> = STATES
            .iter()
            .filter(|state| **state != DayState::Complete)
            .filter_map(|state| {
                let number = found.get(&rank(*state))?;
                let words = format!("{} {}", count(*number), name(*state));
                Some(self.screen.paint(paint(*state), &words))
            })
            .collect();
        if !has_calendar(status) {
            parts = vec![self.screen.paint(Paint::Dim, "landing day")];
        }
        let _ = write!(text, "  {}", parts.join(", "));
        text
    }
}

/// The whole book in a line.
pub(crate) fn totals(tables: &[TableStatus]) -> String {
    let size = tables.iter().map(|status| status.bytes).sum();
    let rows = tables.iter().map(|status| status.rows).sum();
    format!(
        "{} tables, {} rows, {}",
        tables.len(),
        count(rows),
        bytes(size)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn status(table: &str, days: &[(NaiveDate, DayState)]) -> TableStatus {
        TableStatus {
            table: table.to_string(),
            rows: 1_234,
            bytes: 1_000,
            days: days.iter().copied().collect(),
        }
    }

    #[test]
    fn a_table_is_a_line() {
        let tables = [
            status(
                "postings",
                &[
                    (day(2016, 1, 1), DayState::Complete),
                    (day(2016, 3, 1), DayState::Partial),
                    (day(2016, 3, 2), DayState::Complete),
                ],
            ),
            status("rejects", &[(day(2026, 1, 1), DayState::Complete)]),
            status("counts.x", &[(day(2016, 1, 1), DayState::Stale)]),
        ];
        assert_eq!(
            draw(&tables, Screen::PLAIN),
            "\
\x20           2016            days        rows
            JFMAMJJASOND
  postings  ● ◐                3       1,234  1 partial
  rejects                      1       1,234  landing day
counts
  x         ~                  1       1,234  1 stale

"
        );
        assert_eq!(totals(&tables), "3 tables, 3,702 rows, 3.0 kB");
    }

    #[test]
    fn many_years_fit_any_screen() {
        let days: Vec<_> = (2000..2017)
            .map(|year| (day(year, 5, 1), DayState::Complete))
            .collect();
        let tables = [status("attributes.skill_extract_onet_ksat_exact", &days)];
        for width in [80, 120, 200] {
            let screen = Screen {
                width: Some(width),
                colour: false,
            };
            let text = draw(&tables, screen);
            assert_eq!(text.matches('●').count(), 17, "{text}");
            assert!(
                text.lines().all(|line| line.chars().count() <= width),
                "{text}"
            );
            assert_eq!(text.matches("1,234").count(), 1, "{text}");
        }
    }
}
