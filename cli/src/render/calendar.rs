//! A table's days as a picture: a year per block of weeks, or a line per year when there are many.
//!
//! ```text
//! postings   274 days · 1,234,567 rows · 1.2 GB
//!   2016
//!        Jan  Feb Mar …
//!   Mon   ●●●●●·●
//!   Tue   ●●◐●●●●
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use daybook::{DayState, TableStatus};

use crate::screen::{Paint, Screen};
use crate::values::{bytes, count, counted};

/// Years that are shown day by day unless asked otherwise.
const YEARS_BY_DAY: usize = 2;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// All states, the worst first: the order of the legend and of a month's cell.
pub(crate) const STATES: [DayState; 5] = [
    DayState::Absent,
    DayState::Stale,
    DayState::Partial,
    DayState::Complete,
    DayState::Empty,
];

/// What part of a calendar is drawn, and how closely.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct View {
    /// Only this year.
    pub(crate) year: Option<i32>,
    /// Day by day, however many years there are.
    pub(crate) all_days: bool,
}

/// Draws a table's calendar.
pub(crate) fn draw(status: &TableStatus, view: View, screen: Screen) -> String {
    let years = years(status, view);
    let mut text = heading(status, screen);
    if is_by_month(status, view) {
        years_by_month(&mut text, status, &years, screen);
    } else {
        for year in years {
            year_by_day(&mut text, status, year, screen);
        }
    }
    text.push('\n');
    text
}

/// Whether a table has too many years to be drawn day by day.
pub(crate) fn is_by_month(status: &TableStatus, view: View) -> bool {
    !view.all_days && view.year.is_none() && years(status, view).len() > YEARS_BY_DAY
}

fn years(status: &TableStatus, view: View) -> BTreeSet<i32> {
    let years = status.days.keys().map(NaiveDate::year);
    years
        .filter(|year| view.year.is_none_or(|wanted| wanted == *year))
        .collect()
}

/// What the characters mean; with what else there is to say about months that stand for their days.
pub(crate) fn legend(months: Option<&str>, screen: Screen) -> String {
    let mut parts: Vec<String> = STATES
        .iter()
        .map(|state| format!("{} {}", cell(*state, screen), name(*state)))
        .collect();
    parts.reverse();
    let mut text = format!("{}\n", parts.join("   "));
    if let Some(words) = months {
        text.push_str(&format!("{}\n", screen.paint(Paint::Dim, words)));
    }
    text
}

fn heading(status: &TableStatus, screen: Screen) -> String {
    let mut totals = BTreeMap::new();
    for state in status.days.values() {
        *totals.entry(rank(*state)).or_insert(0_u64) += 1;
    }
    let there = status.days.values().filter(|s| **s != DayState::Absent);
    let mut parts = vec![
        counted(there.count() as u64, "day", "days"),
        format!("{} rows", count(status.rows)),
        bytes(status.bytes),
    ];
    for state in [
        DayState::Absent,
        DayState::Stale,
        DayState::Partial,
        DayState::Empty,
    ] {
        if let Some(number) = totals.get(&rank(state)) {
            let words = format!("{} {}", count(*number), name(state));
            parts.push(screen.paint(paint(state), &words));
        }
    }
    let table = screen.paint(Paint::Strong, &status.table);
    format!("{table}   {}\n", parts.join(" · "))
}

fn year_by_day(text: &mut String, status: &TableStatus, year: i32, screen: Screen) {
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return;
    };
    let offset = first.weekday().num_days_from_monday();
    let mut grid: [[Option<DayState>; 54]; 7] = [[None; 54]; 7];
    for (date, state) in &status.days {
        if date.year() == year {
            let week = (date.ordinal0() + offset) / 7;
            let weekday = date.weekday().num_days_from_monday();
            grid[weekday as usize][week as usize] = Some(*state);
        }
    }
    // Writing to a String cannot fail.
    let _ = writeln!(text, "  {year}  {}", month_names(year, offset));
    for (weekday, weeks) in WEEKDAYS.iter().zip(&grid) {
        let mut line = format!("  {weekday}   ");
        let width = weeks.iter().rposition(Option::is_some).map_or(0, |i| i + 1);
        for state in &weeks[..width] {
            line.push_str(&state.map_or(" ".to_string(), |state| cell(state, screen)));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

/// The months' names over the columns in which they begin.
fn month_names(year: i32, offset: u32) -> String {
    let mut line = String::new();
    for (month, name) in (1..).zip(MONTHS) {
        let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
            continue;
        };
        let column = ((first.ordinal0() + offset) / 7) as usize;
        while line.len() < column {
            line.push(' ');
        }
        line.push_str(name);
    }
    line
}

fn years_by_month(text: &mut String, status: &TableStatus, years: &BTreeSet<i32>, screen: Screen) {
    let _ = write!(text, "        ");
    for month in MONTHS {
        let _ = write!(text, "{month:<6}");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    for year in years {
        let mut line = format!("  {year}  ");
        for number in 1..=12 {
            line.push_str(&month_cell(status, *year, number, screen));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

/// The month's worst state and how many of its days are in it.
pub(crate) fn month(status: &TableStatus, year: i32, month: u32) -> Option<(DayState, u32)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let days = first
        .into_iter()
        .flat_map(|first| status.days.range(first..))
        .take_while(|(date, _)| date.year() == year && date.month() == month);
    let mut worst: Option<(DayState, u32)> = None;
    for (_, state) in days {
        worst = Some(match worst {
            Some((found, number)) if found == *state => (found, number + 1),
            Some(found) if rank(found.0) < rank(*state) => found,
            _ => (*state, 1),
        });
    }
    worst
}

/// The same, six characters wide.
fn month_cell(status: &TableStatus, year: i32, number: u32, screen: Screen) -> String {
    match month(status, year, number) {
        None => " ".repeat(6),
        Some((state, number)) => {
            let number = screen.paint(paint(state), &format!("{number:<4}"));
            format!("{} {number}", cell(state, screen))
        }
    }
}

/// A state's character.
pub(crate) fn cell(state: DayState, screen: Screen) -> String {
    let character = match state {
        DayState::Absent => "·",
        DayState::Empty => "○",
        DayState::Partial => "◐",
        DayState::Complete => "●",
        DayState::Stale => "~",
    };
    screen.paint(paint(state), character)
}

/// A state's colour.
pub(crate) fn paint(state: DayState) -> Paint {
    match state {
        DayState::Absent => Paint::Error,
        DayState::Empty => Paint::Dim,
        DayState::Partial => Paint::Warning,
        DayState::Complete => Paint::Good,
        DayState::Stale => Paint::Old,
    }
}

/// A state's name.
pub(crate) fn name(state: DayState) -> &'static str {
    match state {
        DayState::Absent => "absent",
        DayState::Empty => "empty",
        DayState::Partial => "partial",
        DayState::Complete => "complete",
        DayState::Stale => "stale",
    }
}

/// A state's place among them, the worst first.
pub(crate) fn rank(state: DayState) -> usize {
    STATES.iter().position(|known| *known == state).unwrap_or(0)
}

#[cfg(test)]
mod tests;
