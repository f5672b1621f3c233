//! Where in a line a heading could begin and end.
//!
//! ```text
//!  "…with our team. REQUIREMENTS: Bachelor's degree.  BENEFITS  • dental"
//!   └─ Line..Sentence┘└Sentence..Colon┘└Colon..Sentence┘└ .. Gap ┘└Bullet..Line
//! ```
//!
//! A line falls into pieces at sentence ends, colons, bullets, and gaps of two or more spaces, which
//! is how a line break looks after some exporters.

use std::ops::Range;

/// What a piece begins behind or ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// The beginning or end of the line.
    Line,
    /// A bullet in the line.
    Bullet,
    /// The end of a sentence.
    Sentence,
    /// Two or more spaces.
    Gap,
    /// A colon.
    Colon,
}

/// A part of a line; never blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the line, without the colon or bullet at its edges.
    pub(super) range: Range<usize>,
    pub(super) before: Edge,
    pub(super) after: Edge,
}

/// Characters that begin an item of a list wherever they stand.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '●'
            | '▪'
            | '◦'
            | '‣'
            | '∙'
            | '■'
            | '□'
            | '►'
            | '➢'
            | '✓'
            | '✔'
            | '❖'
            | '○'
            | '▸'
            | '➤'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '⁃'
    )
}

/// Whether a line begins like an item of a list.
pub(super) fn is_listed(line: &str) -> bool {
    let mut chars = line.trim_start().chars();
    match chars.next() {
        Some('-' | '*' | '+' | '–' | '—' | 'o' | '§') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) => is_bullet(c),
        None => false,
    }
}

/// The number or letter that an item or heading begins with ("2. ", "b) ", "iv. "), in bytes.
pub(super) fn ordinal(text: &str) -> usize {
    let body = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let mark = text.len() - body.len();
    let number = text.get(..mark).unwrap_or("");
    let counts = match mark {
        1 => true,
        2..=4 => {
            let digits = mark == 2 && number.bytes().all(|b| b.is_ascii_digit());
            digits
                || number
                    .bytes()
                    .all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'))
        }
        _ => false,
    };
    if counts && body.starts_with(['.', ')']) {
        mark + 1
    } else {
        0
    }
}

/// Cuts a line into its pieces, in order.
pub(super) fn pieces(line: &str, out: &mut Vec<Piece>) {
    out.clear();
    let mut cutter = Cutter {
        line,
        start: 0,
        before: Edge::Line,
        out,
    };
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b':' if ends_label(bytes, at) => cutter.cut(at, at + 1, Edge::Colon),
            b'.' | b'!' | b'?' | b';' if cutter.ends_sentence(at) => {
                cutter.cut(at + 1, at + 1, Edge::Sentence)
            }
            b' ' | b'\t' => cutter.space(at),
            0xc2.. => cutter.character(at),
            _ => at + 1,
        };
    }
    cutter.cut(line.len(), line.len(), Edge::Line);
}

/// Not the colon of an address, a time or a namespace.
fn ends_label(bytes: &[u8], at: usize) -> bool {
    let digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let clock = digit(at.checked_sub(1)) && digit(at.checked_add(1));
    !clock && !matches!(bytes.get(at + 1), Some(b'/' | b':' | b'\\'))
}

struct Cutter<'a> {
    line: &'a str,
    start: usize,
    before: Edge,
    out: &'a mut Vec<Piece>,
}

impl Cutter<'_> {
    /// Ends the piece at `end`; the next begins at `next`, which is returned.
    fn cut(&mut self, end: usize, next: usize, edge: Edge) -> usize {
        let piece = self.line.get(self.start..end).unwrap_or("");
        if piece.trim().is_empty() {
            // Spaces behind a full stop are still the end of a sentence.
            if edge == Edge::Bullet {
                self.before = edge;
            }
        } else {
            let range = self.start..end;
            self.out.push(Piece {
                range,
                before: self.before,
                after: edge,
            });
            self.before = edge;
        }
        self.start = next;
        next
    }

    /// White space follows, or a capital letter glued on as in "experience.Requirements:".
    fn ends_sentence(&self, at: usize) -> bool {
        let bytes = self.line.as_bytes();
        let lower = at
            .checked_sub(1)
            .and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_lowercase);
        let ends = match bytes.get(at + 1) {
            Some(next) if next.is_ascii_uppercase() => lower,
            Some(next) => next.is_ascii_whitespace() || *next == 0xc2,
            None => false,
        };
        // "2. Qualifications" begins at the number.
        ends && !self.line.get(self.start..=at).is_some_and(|piece| {
            let piece = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
            ordinal(piece) == piece.len()
        })
    }

    fn space(&mut self, at: usize) -> usize {
        let rest = self.line.as_bytes().get(at..).unwrap_or(&[]);
        let spaces = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        if spaces < 2 && rest.first() != Some(&b'\t') {
            return at + spaces;
        }
        let lead = self.line.get(self.start..at).unwrap_or("");
        let lead = lead.trim_start_matches(|c: char| !c.is_alphanumeric());
        if lead.is_empty() || ordinal(lead) == lead.len() {
            return at + spaces;
        }
        self.cut(at, at + spaces, Edge::Gap)
    }

    fn character(&mut self, at: usize) -> usize {
        match self.line.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if is_bullet(c) => self.cut(at, at + c.len_utf8(), Edge::Bullet),
            Some(c) => at + c.len_utf8(),
            None => at + 1,
        }
    }
}
