//! Cuts a text into lines, and lines at the bullets within.
//!
//! ```text
//!  "Needed: • Java  • writing skills"
//!   ───────   ────    ──────────────
//!   plain     bulleted  bulleted
//! ```

use std::ops::Range;

use super::bullets::{anywhere, at_line_start, spaced};
use super::endings::Ending;

/// A line or a part of one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// In bytes of the text, without the bullet.
    pub(super) range: Range<usize>,
    pub(super) bulleted: bool,
}

/// The pieces that could have an ending, in order.
pub(super) fn pieces(text: &str, ending: Ending) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']) {
        if ending.is_near(line) {
            cut(line, |range, bulleted| {
                let near = line
                    .get(range.clone())
                    .is_some_and(|piece| ending.is_near(piece));
                if near {
                    let range = start + range.start..start + range.end;
                    pieces.push(Piece { range, bulleted });
                }
            });
        }
        start += line.len();
    }
    pieces
}

/// Calls `found` with each piece of a line and whether it is bulleted.
fn cut(line: &str, mut found: impl FnMut(Range<usize>, bool)) {
    let indent = line.len() - line.trim_start().len();
    let after = |at: usize| line.get(at..).unwrap_or("");
    let first = at_line_start(after(indent));
    let mut start = indent + first.unwrap_or(0);
    let mut bulleted = first.is_some();
    let mut before = Before::default();
    for (at, c) in line.char_indices() {
        if at < start {
            continue;
        }
        let item = before.is_break() && !c.is_whitespace();
        let within = if item { spaced(after(at)) } else { None };
        if let Some(len) = anywhere(after(at)).or(within) {
            found(start..at, bulleted);
            start = at + len;
            bulleted = true;
            before = Before::default();
        } else {
            before.see(c);
        }
    }
    found(start..line.len(), bulleted);
}

/// What stands before a character: how much space, and whether a sentence ended before that.
#[derive(Default)]
struct Before {
    spaces: usize,
    stop: bool,
}

impl Before {
    fn is_break(&self) -> bool {
        self.spaces >= 2 || (self.spaces == 1 && self.stop)
    }

    fn see(&mut self, c: char) {
        if c.is_whitespace() {
            self.spaces += if c == '\t' { 2 } else { 1 };
        } else {
            self.spaces = 0;
            self.stop = matches!(c, '.' | ';' | ':' | '!' | '?');
        }
    }
}
