//! A piece of a line without its decoration, and what the decoration says.
//!
//! ```text
//!  "## 2. **Requirements** ##"   ─►  Requirements    level 2, marked, numbered
//!  "  - Key duties:"             ─►  Key duties      listed
//!  "Benefits."                   ─►  Benefits        ends like a sentence
//! ```

use std::ops::Range;

use super::pieces::{Edge, Piece, is_listed, ordinal};

/// The level of a heading in bold, smaller than any `#` heading.
pub(super) const BOLD: u8 = 7;

/// The level of a heading that is known by its words alone.
pub(super) const PLAIN: u8 = 8;

/// What stands in a piece between its decorations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// The words.
    pub(super) core: &'a str,
    /// Where they are in the line.
    pub(super) range: Range<usize>,
    /// Where the decoration before them begins.
    pub(super) start: usize,
    /// An item of a list.
    pub(super) listed: bool,
    /// Behind a number.
    pub(super) numbered: bool,
    /// The level of the marks around it, if they make a heading of the whole piece.
    pub(super) marked: Option<u8>,
    /// It ends with a comma, a full stop or a semicolon.
    pub(super) sentence: bool,
}

impl<'a> Label<'a> {
    /// The label of a piece; none if nothing in it is a letter or digit.
    pub(super) fn of(line: &'a str, piece: &Piece) -> Option<Self> {
        let text = line.get(piece.range.clone())?;
        let blank = text.len() - text.trim_start().len();
        let front = text.find(|c: char| c.is_alphanumeric())?;
        let undecorated = text.get(front..)?;
        let number = ordinal(undecorated);
        let behind = undecorated.get(number..)?;
        let more = behind.find(|c: char| c.is_alphanumeric())?;
        let start = front + number + more;
        let end = text
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')')
            .len();
        let core = text.get(start..end)?;
        let (prefix, suffix) = (text.get(blank..start)?, text.get(end..)?);
        Some(Self {
            core,
            range: piece.range.start + start..piece.range.start + end,
            start: piece.range.start + blank,
            listed: piece.before == Edge::Bullet || (piece.range.start == 0 && is_listed(line)),
            numbered: number > 0,
            marked: marks(prefix, core, suffix),
            sentence: suffix.contains([',', '.', ';']) && !suffix.contains("..."),
        })
    }

    /// Whether it begins with a capital letter or a digit.
    pub(super) fn begins_high(&self) -> bool {
        !self.core.starts_with(char::is_lowercase)
    }

    /// Whether no letter in it is small.
    pub(super) fn is_upper(&self) -> bool {
        is_upper(self.core)
    }
}

/// Whether no letter is small, and one is capital.
pub(super) fn is_upper(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// The level of the marks before and behind a label.
fn marks(prefix: &str, core: &str, suffix: &str) -> Option<u8> {
    let hashes = prefix.bytes().take_while(|byte| *byte == b'#').count();
    if hashes > 0 {
        return u8::try_from(hashes.min(6)).ok();
    }
    if prefix.contains("==") && suffix.contains("==") {
        return Some(1);
    }
    let bold = ["**", "__"]
        .iter()
        .any(|mark| prefix.contains(mark) && suffix.contains(mark) && !core.contains(mark));
    bold.then_some(BOLD)
}

/// The level that a line of dashes or the like gives to the line above it.
pub(super) fn underline(line: &str) -> Option<u8> {
    let line = line.trim();
    let mark = line.chars().next()?;
    let level = match mark {
        '=' | '*' | '#' | '═' => 1,
        '-' | '_' | '~' | '–' | '—' | '─' => 2,
        _ => return None,
    };
    let only = line.chars().all(|c| c == mark);
    (only && line.len() >= 3).then_some(level)
}
