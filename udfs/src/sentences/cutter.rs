//! Cuts one line.
//!
//! ```text
//!  "Files reports.  Answers calls • Cleans rooms"
//!                ▲               ▲  a cut ends a span, marks and space are skipped, the next begins
//! ```

use std::ops::Range;

use super::marks::{bullet, item_marks, ordinal};
use super::stops::ends_sentence;

/// A clause with as many words is long.
const LONG_CLAUSE: usize = 4;

/// Bytes of a clause that are looked at, so that time stays linear.
const GLANCE: usize = 128;

/// Words that a line does not end with: a gap behind them is not a line break.
const GOES_ON: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// Calls `found` with each span of the line, in order.
pub(super) fn cut(line: &str, found: impl FnMut(Range<usize>)) {
    let mut cutter = Cutter {
        line,
        start: 0,
        found,
    };
    cutter.begin(0);
    let bytes = line.as_bytes();
    let mut at = cutter.start;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'.' | b'!' | b'?' => cutter.stop(at, *byte),
            b';' => cutter.semicolon(at),
            b' ' | b'\t' => cutter.space(at),
            0x80.. => cutter.wide(at),
            _ => at + 1,
        };
    }
    cutter.end(line.len());
}

/// Whether the text has many words before its first semicolon, as far as a glance shows.
fn is_long(text: &str) -> bool {
    let near = text.get(..text.floor_char_boundary(GLANCE)).unwrap_or("");
    let clause = near.split([';', '•']).next().unwrap_or("");
    clause.split_whitespace().nth(LONG_CLAUSE - 1).is_some()
}

struct Cutter<'a, F> {
    line: &'a str,
    start: usize,
    found: F,
}

impl<F: FnMut(Range<usize>)> Cutter<'_, F> {
    fn from(&self, at: usize) -> &str {
        self.line.get(at..).unwrap_or("")
    }

    fn so_far(&self, at: usize) -> &str {
        self.line.get(self.start..at).unwrap_or("")
    }

    /// Ends the span at `end`, if there is anything in it.
    fn end(&mut self, end: usize) {
        let span = self.so_far(end);
        let trimmed = span.trim_end();
        if trimmed.contains(char::is_alphanumeric) {
            let range = self.start..self.start + trimmed.len();
            (self.found)(range);
        }
    }

    /// Begins a span behind the marks at `at`; returns where to go on.
    fn begin(&mut self, at: usize) -> usize {
        self.start = at + item_marks(self.from(at));
        self.start
    }

    fn cut(&mut self, end: usize, next: usize) -> usize {
        self.end(end);
        self.begin(next)
    }

    fn stop(&mut self, at: usize, mark: u8) -> usize {
        let rest = self.from(at + 1);
        let closed = rest.trim_start_matches(['.', '!', '?', '"', '\'', ')', ']', '”', '’']);
        let behind = self.line.len() - closed.len();
        if ends_sentence(self.so_far(at), mark, closed) {
            self.cut(behind, behind)
        } else {
            behind
        }
    }

    /// Long clauses on both sides are sentences of their own.
    fn semicolon(&mut self, at: usize) -> usize {
        if is_long(self.so_far(at)) && is_long(self.from(at + 1)) {
            self.cut(at + 1, at + 1)
        } else {
            at + 1
        }
    }

    /// A gap before a capital, or a number before an item.
    fn space(&mut self, at: usize) -> usize {
        let rest = self.from(at);
        let next = rest.trim_start_matches([' ', '\t']);
        let behind = self.line.len() - next.len();
        let gap = behind - at > 1 || rest.starts_with('\t');
        let lost_break = gap && next.starts_with(char::is_uppercase) && !self.goes_on(at);
        let item = next
            .get(ordinal(next)..)
            .filter(|item| item.len() < next.len());
        let numbered = item.is_some_and(|item| {
            let number = next.starts_with(|c: char| c == '(' || c.is_ascii_digit());
            number && item.trim_start().starts_with(char::is_uppercase)
        });
        let starred = next.starts_with("* ") || gap && next.starts_with("- ");
        if lost_break || numbered || starred {
            self.cut(at, behind)
        } else {
            behind
        }
    }

    fn goes_on(&self, at: usize) -> bool {
        let before = self.so_far(at);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        before.ends_with([',', '(', '&', '/']) || GOES_ON.contains(&word)
    }

    /// A bullet, or any other character.
    fn wide(&mut self, at: usize) -> usize {
        let rest = self.from(at);
        let mark = bullet(rest);
        let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = letters(self.so_far(at).chars().next_back())
            && letters(self.from(at + mark).chars().next())
            && rest.starts_with('·');
        if mark > 0 && !inside {
            return self.cut(at, at + mark);
        }
        at + rest.chars().next().map_or(1, char::len_utf8)
    }
}
