//! The words around an amount, nearest first, with what lies between them.
//!
//! ```text
//!  "No experience needed. Salary range is: $42,405"
//!                         ◄──3── ◄─2── ◄1  ▲           gap of "needed" and "Salary": a sentence ends
//! ```

use std::ops::Range;

use super::cursor::is_space;

/// What lies between a word and the one nearer to the amount.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gap {
    /// A sentence ends.
    pub(crate) sentence: bool,
    /// A line ends, or a column: advertisements that lost their line ends have two blanks there.
    pub(crate) line: bool,
    /// A comma.
    pub(crate) comma: bool,
    /// A colon.
    pub(crate) colon: bool,
    /// A sign of another amount.
    pub(crate) money: bool,
    /// An opening bracket.
    pub(crate) bracket: bool,
    /// A plus or an ampersand.
    pub(crate) plus: bool,
    /// A full stop and nothing else: "$19/hr.Overtime" lost a line end there.
    pub(crate) stop: bool,
}

impl Gap {
    fn of(gap: &str) -> Gap {
        let mut found = Gap {
            stop: gap == ".",
            ..Gap::default()
        };
        let mut previous = '\0';
        for c in gap.chars() {
            let blank = is_space(c);
            found.sentence |= matches!(c, '!' | '?' | ';') || (blank && previous == '.');
            let column = c == '\t' || (blank && is_space(previous));
            found.line |= matches!(c, '\n' | '\r' | '•' | '·' | '*' | '|') || column;
            found.comma |= c == ',';
            found.colon |= c == ':';
            found.money |= matches!(c, '$' | '£' | '€');
            found.bracket |= c == '(';
            found.plus |= matches!(c, '+' | '&');
            previous = c;
        }
        found
    }
}

/// A word and the gap between it and the one before in the walk.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Step<'t> {
    pub(crate) word: &'t str,
    pub(crate) gap: Gap,
}

impl Step<'_> {
    /// The word in lower case.
    pub(crate) fn lower(&self) -> Lower {
        Lower::of(self.word)
    }
}

/// A word in lower case without an allocation; longer words than any of the lists are empty.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lower {
    bytes: [u8; 16],
    length: usize,
}

impl Lower {
    fn of(word: &str) -> Lower {
        let mut lower = Lower::default();
        if word.len() <= lower.bytes.len() && word.is_ascii() {
            lower.length = word.len();
            for (to, from) in lower.bytes.iter_mut().zip(word.bytes()) {
                *to = from.to_ascii_lowercase();
            }
        }
        lower
    }

    /// The word.
    pub(crate) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        str::from_utf8(bytes).unwrap_or_default()
    }
}

/// The most bytes a walk goes in either direction: what is further away has no say, and the walk
/// costs the same in any text.
const REACH: usize = 160;

/// The words of these bytes that are near their end, nearest first.
pub(crate) fn backward(text: &str, within: Range<usize>) -> impl Iterator<Item = Step<'_>> {
    let reach = text.floor_char_boundary(within.end.saturating_sub(REACH));
    let start = reach.max(within.start);
    let mut left = text.get(start..within.end).unwrap_or_default();
    std::iter::from_fn(move || {
        let to = left.trim_end_matches(|c: char| !c.is_alphanumeric());
        let gap = Gap::of(left.get(to.len()..).unwrap_or_default());
        let from = to.trim_end_matches(char::is_alphanumeric);
        let word = to.get(from.len()..).unwrap_or_default();
        left = from;
        (!word.is_empty()).then_some(Step { word, gap })
    })
}

/// The words after byte `start`, nearest first.
pub(crate) fn forward(text: &str, start: usize) -> impl Iterator<Item = Step<'_>> {
    let end = text.floor_char_boundary(start.saturating_add(REACH));
    let mut left = text.get(start..end).unwrap_or_default();
    std::iter::from_fn(move || {
        let from = left.trim_start_matches(|c: char| !c.is_alphanumeric());
        let gap_bytes = left.len() - from.len();
        let gap = Gap::of(left.get(..gap_bytes).unwrap_or_default());
        let after = from.trim_start_matches(char::is_alphanumeric);
        let word = from.get(..from.len() - after.len()).unwrap_or_default();
        left = after;
        (!word.is_empty()).then_some(Step { word, gap })
    })
}
