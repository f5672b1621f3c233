//! One posting as a page: fields, text with the skills marked, attributes, lineage.
//!
//! ```text
//! VA_1234   Registered Nurse   2016-01-05
//!   … must know [critical care] and [Spanish] …          (underlined on a terminal)
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use daybook::{Inspection, SkillSpan};

use super::text_table::TextTable;
use super::wrap::{Marked, marked, plain};
use crate::screen::{Paint, Screen, UNPAINT};
use crate::values::{harmless, shortened};

/// The width of the page where there is no terminal.
const PAGE: usize = 100;

/// Characters of a field's value; longer ones are what the text shows anyway.
const LONGEST_FIELD: usize = 300;

/// Draws the page.
pub(crate) fn draw(posting_id: &str, inspection: &Inspection, screen: Screen) -> String {
    let width = screen.width_or(PAGE).clamp(40, 120);
    let field = |name: &str| {
        let mut fields = inspection.fields.iter();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let title = [Some(posting_id), field("title"), field("date")];
    let title: Vec<&str> = title.into_iter().flatten().collect();
    let mut text = format!("{}\n", screen.paint(Paint::Strong, &title.join("   ")));
    fields(&mut text, &inspection.fields, width, screen);
    section(&mut text, "text", screen);
    text.push_str(&highlighted(
        &inspection.text,
        &inspection.skills,
        width,
        screen,
    ));
    if !inspection.skills.is_empty() {
        section(&mut text, "skills", screen);
        text.push_str(&skills(&inspection.skills).render(screen));
    }
    if !inspection.attributes.is_empty() {
        section(&mut text, "attributes", screen);
        for (table, values) in &inspection.attributes {
            attribute(&mut text, table, values, screen);
        }
    }
    if !inspection.lineage.is_empty() {
        section(&mut text, "lineage of its day", screen);
        text.push_str(&lineage(inspection).render(screen));
    }
    text.push('\n');
    text
}

fn section(text: &mut String, name: &str, screen: Screen) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n{}", screen.paint(Paint::Strong, name));
}

fn fields(text: &mut String, fields: &[(String, String)], width: usize, screen: Screen) {
    let names = fields.iter().map(|(name, _)| name.chars().count());
    let name_width = names.max().unwrap_or(0);
    for (name, value) in fields {
        let value = shortened(&harmless(value), LONGEST_FIELD);
        let lines = plain(&value, width.saturating_sub(name_width + 4).max(20));
        let name = screen.paint(Paint::Dim, &format!("{name:name_width$}"));
        let indent = format!("\n  {:name_width$}  ", "");
        let _ = writeln!(text, "  {name}  {}", lines.join(&indent));
    }
}

/// The text, wrapped, with every character of a span marked: in colour, or in brackets where there is none.
fn highlighted(text: &str, spans: &[SkillSpan], width: usize, screen: Screen) -> String {
    // One character for one: the spans still fit.
    let text = harmless(text);
    let chars = if screen.colour {
        mark(&text, &merged(spans))
    } else {
        bracketed(&text, &merged(spans))
    };
    let mut page = String::new();
    for line in marked(&chars, width.saturating_sub(2)) {
        let mut is_on = false;
        page.push_str("  ");
        for (character, on) in line {
            if on != is_on {
                page.push_str(if on { Paint::Match.start() } else { UNPAINT });
                is_on = on;
            }
            page.push(character);
        }
        if is_on {
            page.push_str(UNPAINT);
        }
        page.truncate(page.trim_end_matches(' ').len());
        page.push('\n');
    }
    page
}

/// Spans in order, overlapping ones as one.
fn merged(spans: &[SkillSpan]) -> Vec<(usize, usize)> {
    let mut sorted: Vec<(usize, usize)> = spans
        .iter()
        .filter(|span| span.start < span.end)
        .map(|span| (span.start, span.end))
        .collect();
    sorted.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(sorted.len());
    for (start, end) in sorted {
        match merged.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

fn mark(text: &str, spans: &[(usize, usize)]) -> Vec<Marked> {
    let mut spans = spans.iter().copied().peekable();
    text.chars()
        .enumerate()
        .map(|(i, character)| {
            while spans.next_if(|(_, end)| *end <= i).is_some() {}
            let on = spans.peek().is_some_and(|(start, _)| *start <= i);
            (character, on)
        })
        .collect()
}

fn bracketed(text: &str, spans: &[(usize, usize)]) -> Vec<Marked> {
    let mut chars = Vec::with_capacity(text.len() + 2 * spans.len());
    let starts: BTreeMap<usize, usize> = spans.iter().copied().collect();
    let ends: BTreeMap<usize, usize> = spans.iter().map(|(start, end)| (*end, *start)).collect();
    let mut length = 0;
    for (i, character) in text.chars().enumerate() {
        if ends.contains_key(&i) {
            chars.push((']', false));
        }
        if starts.contains_key(&i) {
            chars.push(('[', false));
        }
        chars.push((character, false));
        length = i + 1;
    }
    let is_open = |(start, end): &(usize, usize)| *start < length && *end >= length;
    if spans.iter().any(is_open) {
        chars.push((']', false));
    }
    chars
}

/// Each skill once, with how often it was found.
fn skills(spans: &[SkillSpan]) -> TextTable {
    let mut found: BTreeMap<(&str, &str, &str), u64> = BTreeMap::new();
    for span in spans {
        let key = (
            span.table.as_str(),
            span.skill_name.as_str(),
            span.skill_id.as_str(),
        );
        *found.entry(key).or_default() += 1;
    }
    let mut table = TextTable::new(&["skill", "id", ">times", "table"]);
    for ((source, name, id), times) in found {
        table.row(vec![
            name.into(),
            id.into(),
            times.to_string(),
            source.into(),
        ]);
    }
    table
}

fn attribute(text: &mut String, table: &str, values: &[(String, String)], screen: Screen) {
    let values: Vec<String> = values
        .iter()
        .map(|(name, value)| format!("{} {value}", screen.paint(Paint::Dim, name)))
        .collect();
    let _ = writeln!(text, "  {table}   {}", values.join(", "));
}

fn lineage(inspection: &Inspection) -> TextTable {
    let mut table = TextTable::new(&["table", "state", "fingerprint", "computed from"]);
    for (name, state, fingerprint, inputs) in &inspection.lineage {
        let fingerprint: String = fingerprint.chars().take(12).collect();
        table.row(vec![
            name.clone(),
            state.clone(),
            fingerprint,
            inputs.clone(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests;
