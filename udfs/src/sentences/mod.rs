//! A text in sentences and items of lists.
//!
//! ```text
//!  "Duties:\n• Files reports, e.g. taxes. Answers calls\n2) Cleans rooms; greets people at the door"
//!   └─────┘   └───────────────────────┘ └───────────┘    └──────────┘  └───────────────────────┘
//! ```
//!
//! Cuts: line breaks; bullets, also inside a line; numbers before an item; gaps of two or more spaces
//! before a capital (a line break that an exporter lost); the ends of sentences, but not the stops of
//! "e.g.", "U.S.", "J." or "No. 5"; semicolons between clauses that are long. Bullets and numbers of
//! items are not part of them. Time is linear in the length of the text.

mod cutter;
mod marks;
mod stops;

use std::ops::Range;

/// The byte ranges of a text's sentences and items, in order; none is blank.
#[must_use]
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split(is_line_break) {
        cutter::cut(line, |span| {
            spans.push(start + span.start..start + span.end)
        });
        // Every line break is as long as its character; the last line has none behind it.
        let end = start + line.len();
        let broken = text.get(end..).and_then(|rest| rest.chars().next());
        start = end + broken.map_or(0, char::len_utf8);
    }
    spans
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests;
