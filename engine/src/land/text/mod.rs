//! Text as people wrote it: misread characters repaired, HTML turned to plain lines, dates read.
//!
//! ```text
//! "Cityâ€™s <b>R&amp;D</b>"  ──mojibake──►  "City’s <b>R&amp;D</b>"  ──html──►  "City’s R&D"
//! ```

pub(crate) mod dates;
mod html;
mod mojibake;

use std::borrow::Cow;

/// How many texts, or postings, were repaired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    /// Misread UTF-8 put right.
    pub(crate) mojibake: u64,
    /// HTML turned to text.
    pub(crate) html: u64,
}

/// Repairs a text and notes what was done to it.
pub(crate) fn repair<'a>(text: Cow<'a, str>, repairs: &mut Repairs) -> Cow<'a, str> {
    let mut text = if text.contains('\0') {
        Cow::Owned(text.replace('\0', ""))
    } else {
        text
    };
    if let Some(repaired) = mojibake::repair(&text) {
        repairs.mojibake += 1;
        text = Cow::Owned(repaired);
    }
    if let Some(plain) = html::to_text(&text) {
        repairs.html += 1;
        text = Cow::Owned(plain);
    }
    text
}
