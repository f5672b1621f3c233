//! The lines of a text that have something on them.
//!
//! ```text
//!  "Duties⏎⏎• Lift␍⏎"  ─►  0 "Duties"   8 "• Lift"
//! ```

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Where it begins, in bytes of the text.
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'a str,
}

/// The lines of a text, blank ones left out.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive(is_break) {
        let body = line.trim_end_matches(is_break);
        if !body.trim().is_empty() {
            found.push(Line { start, text: body });
        }
        start += line.len();
    }
    found
}

/// Whether a character breaks the line.
pub(super) fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
