//! The marks that begin an item of a list.
//!
//! ```text
//!  "• Java"   "- Java"   "1. Java"   "(a) Java"   "o Java"   "â€¢Java"
//!   └┘         └┘         └─┘         └──┘         └┘         └──┘
//! ```
//!
//! Each function gives the length of the mark in bytes.

/// Marks that are bullets wherever they stand, in clean, private-use and mis-decoded form.
const ANYWHERE: &[&str] = &[
    "•",
    "▪",
    "‣",
    "●",
    "○",
    "■",
    "□",
    "◦",
    "▫",
    "►",
    "▶",
    "➢",
    "➤",
    "❖",
    "✓",
    "✔",
    "⁃",
    "\u{f0b7}",
    "\u{f0a7}",
    "\u{f0d8}",
    "\u{f0fc}",
    "â€¢",
    "â–ª",
    "â—‹",
    "â—\u{8f}",
    "ï‚·",
    "ï‚§",
    "<li>",
    "<LI>",
];

/// Marks that are bullets at a beginning only; elsewhere they mean something else.
const AT_BEGINNING: &[&str] = &[
    "--", "·", "∙", "–", "—", "-", "*", "+", "§", "»", "›", "Â·", "Â¿", "Â§", "Â»", "â€“", "â€”",
];

/// More letters than any ordinal has ("viii").
const ORDINAL: usize = 4;

/// A mark that is a bullet wherever it stands.
pub(super) fn anywhere(rest: &str) -> Option<usize> {
    let first = rest.bytes().next()?;
    if first.is_ascii() && first != b'<' {
        return None;
    }
    let mark = ANYWHERE.iter().find(|mark| rest.starts_with(**mark))?;
    Some(mark.len())
}

/// A bullet at the beginning of a line, where a sign may touch its item: "-Java".
pub(super) fn at_line_start(rest: &str) -> Option<usize> {
    let touching = |len: &usize| {
        let next = rest.get(*len..).and_then(|after| after.chars().next());
        next.is_some_and(|c| c.is_whitespace() || c.is_alphabetic() || c == '(')
    };
    anywhere(rest)
        .or_else(|| sign(rest).filter(touching))
        .or_else(|| spaced(rest))
}

/// A bullet after a gap or the end of a sentence, with white space behind it; a number may touch a
/// capital: "4.Strong".
pub(super) fn spaced(rest: &str) -> Option<usize> {
    let number = rest.starts_with(|c: char| c.is_ascii_digit());
    let len = sign(rest)
        .or_else(|| ordinal(rest))
        .or_else(|| rest.starts_with('o').then_some(1))?;
    let after = rest.get(len..)?;
    let begins = |c: char| c.is_whitespace() || (number && c.is_uppercase());
    after.starts_with(begins).then_some(len)
}

fn sign(rest: &str) -> Option<usize> {
    let mark = AT_BEGINNING.iter().find(|mark| rest.starts_with(**mark))?;
    Some(mark.len())
}

/// "1.", "12)", "(a)", "a.", "iv.".
fn ordinal(rest: &str) -> Option<usize> {
    let open = usize::from(rest.starts_with('('));
    let label = rest.get(open..)?;
    let len = label.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let close = *label.as_bytes().get(len)?;
    let closed = close == b')' || (close == b'.' && open == 0);
    (closed && counts(label.get(..len)?)).then_some(open + len + 1)
}

fn counts(label: &str) -> bool {
    let roman = |b: u8| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x');
    let digits = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1;
    !label.is_empty() && (digits || letter || (label.len() <= ORDINAL && label.bytes().all(roman)))
}
