//! What stands before an item of a list.
//!
//! ```text
//!  "•\tFiles reports"     bullet, wherever it stands
//!  "- Files reports"      dash, where an item can begin
//!  "12. Files reports"    number, where an item can begin
//! ```

/// "•" read in the wrong encoding.
const BROKEN_BULLETS: &[&str] = &["â€¢", "ï‚·", "ï‚§", "â—", "Â·"];

/// The bytes of a bullet that the text begins with, or 0.
pub(super) fn bullet(text: &str) -> usize {
    if let Some(broken) = BROKEN_BULLETS.iter().find(|b| text.starts_with(**b)) {
        return broken.len();
    }
    match text.chars().next() {
        Some(c) if is_bullet(c) => c.len_utf8(),
        _ => 0,
    }
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '■'
            | '□'
            | '‣'
            | '∙'
            | '⁃'
            | '►'
            | '▸'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '❖'
            | '◆'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
            | '\u{f0fc}'
    )
}

/// The bytes of the marks that an item begins with, with the space behind them.
pub(super) fn item_marks(text: &str) -> usize {
    let mut rest = text.trim_start();
    loop {
        let mark = match bullet(rest) {
            0 => dash(rest).max(ordinal(rest)),
            bullet => bullet,
        };
        if mark == 0 {
            return text.len() - rest.len();
        }
        rest = rest.get(mark..).unwrap_or("").trim_start();
    }
}

fn dash(text: &str) -> usize {
    let rest = text.trim_start_matches(['-', '*', '+', '–', '—', '#', '>']);
    let marks = text.len() - rest.len();
    let letter = usize::from(marks == 0 && text.starts_with(['o', '§'])) * first_len(text);
    let mark = marks.max(letter);
    let behind = text.get(mark..).unwrap_or("");
    if behind.is_empty() || behind.starts_with(char::is_whitespace) {
        mark
    } else {
        0
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The bytes of "2.", "(12)", "b)" or "iv)" with space behind it, or 0.
pub(super) fn ordinal(text: &str) -> usize {
    let body = text.strip_prefix('(').unwrap_or(text);
    let rest = body.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let number = body.get(..body.len() - rest.len()).unwrap_or("");
    let digits = number.bytes().all(|b| b.is_ascii_digit()) && number.len() <= 3;
    let letters = number.len() == 1 || number.len() <= 4 && number.bytes().all(is_roman);
    let counts = !number.is_empty() && (digits || letters);
    let closed = rest.starts_with([')', '.']);
    let apart = rest
        .get(1..)
        .is_some_and(|behind| behind.starts_with(char::is_whitespace));
    if counts && closed && apart {
        text.len() - rest.len() + 1
    } else {
        0
    }
}

fn is_roman(byte: u8) -> bool {
    matches!(byte, b'i' | b'v' | b'x')
}
