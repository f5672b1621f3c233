//! Cuts a piece into words and marks, and these into sentences.
//!
//! ```text
//!  "Strong problem-solving skills; C++."  ─►  Strong │ problem-solving │ skills │ ;    C++ │ .
//!                                             ───────────── sentence ─────────────    ────────
//! ```

use std::ops::Range;

use super::endings::is_ending;

/// A word or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// In lower case.
    pub(super) word: String,
    /// Whether it begins with a capital and goes on small: "Strong", but not "SQL" or "iOS".
    pub(super) title: bool,
    /// Whether a tab or more than one space stands before it.
    pub(super) gap: bool,
}

impl Token {
    /// Whether it is a word, not a mark.
    pub(super) fn is_word(&self) -> bool {
        self.word.starts_with(|c: char| c.is_alphanumeric()) || self.word.starts_with(".net")
    }
}

/// Mis-decoded punctuation ("â€™") and its length in characters.
const MOJIBAKE: &[(&str, usize)] = &[("â€", 3), ("Â", 1), ("ï‚", 3)];

/// The words and marks of a range of the text.
pub(super) fn tokens(text: &str, range: Range<usize>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = range.start;
    let mut space = 0;
    while let Some((rest, c)) = next(text, at, range.end) {
        if c.is_whitespace() {
            space += if c == '\t' { 2 } else { 1 };
            at += c.len_utf8();
            continue;
        }
        let len = length(rest, c);
        tokens.push(token(rest, at, len, space > 1));
        space = 0;
        at += len;
    }
    tokens
}

fn next(text: &str, at: usize, end: usize) -> Option<(&str, char)> {
    let rest = text.get(at..end)?;
    Some((rest, rest.chars().next()?))
}

fn token(rest: &str, at: usize, len: usize, gap: bool) -> Token {
    let word = rest.get(..len).unwrap_or("");
    let mut chars = word.chars();
    let title = chars.next().is_some_and(char::is_uppercase)
        && word
            .split(is_dash)
            .all(|part| !part.chars().skip(1).any(char::is_uppercase));
    Token {
        range: at..at + len,
        word: word.to_lowercase(),
        title: title && len > 1,
        gap,
    }
}

/// The bytes of the token that `rest` begins with.
fn length(rest: &str, first: char) -> usize {
    mojibake(rest)
        .or_else(|| entity(rest))
        .or_else(|| dot_name(rest))
        .unwrap_or_else(|| {
            if first.is_alphanumeric() {
                word(rest)
            } else {
                first.len_utf8()
            }
        })
}

fn mojibake(rest: &str) -> Option<usize> {
    let (_, chars) = MOJIBAKE.iter().find(|(mark, _)| rest.starts_with(mark))?;
    let next = rest.chars().nth(1);
    if *chars == 1 && next.is_some_and(char::is_alphabetic) {
        return None;
    }
    Some(rest.chars().take(*chars).map(char::len_utf8).sum())
}

/// An HTML entity: "&amp;".
fn entity(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('&')?;
    let len = name
        .bytes()
        .take(8)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    (len > 0 && name.as_bytes().get(len) == Some(&b';')).then_some(len + 2)
}

/// ".NET" is a word with a dot before.
fn dot_name(rest: &str) -> Option<usize> {
    let name = rest
        .get(..4)
        .filter(|name| name.eq_ignore_ascii_case(".net"))?;
    let after = rest.get(4..).and_then(|after| after.chars().next());
    (!after.is_some_and(char::is_alphanumeric)).then_some(name.len())
}

/// Letters and digits, with joiners between ("hands-on", "Node.js", "bachelor's") and "C++", "C#".
fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, next)| *next);
        let goes_on = match c {
            _ if mojibake(rest.get(at..).unwrap_or("")).is_some() => false,
            _ if c.is_alphanumeric() || is_mark_on_letter(c) => true,
            '+' | '#' => !after.is_some_and(char::is_alphanumeric),
            _ => after.is_some_and(|next| joins(rest.get(..at).unwrap_or(""), c, next)),
        };
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Combining accents and the soft hyphen belong to the letter before.
fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}')
}

/// Whether a mark keeps what stands around it one word. A long dash after an ending does not
/// ("skills–ability"), nor a stop that lost its space ("detail.Strong", "4.Strong").
fn joins(before: &str, mark: char, next: char) -> bool {
    let joiner = match mark {
        '-' | '\'' | '’' | '‐' | '‑' | '−' => true,
        '.' => {
            before.ends_with(char::is_alphabetic) && !turns_capital(before, next) && !ends(before)
        }
        '–' => !ends(before),
        _ => false,
    };
    joiner && next.is_alphanumeric()
}

fn turns_capital(before: &str, next: char) -> bool {
    before.ends_with(char::is_lowercase) && next.is_uppercase()
}

fn ends(word: &str) -> bool {
    word.len() <= "abilities".len() && is_ending(&word.to_lowercase())
}

/// Whether a character is a hyphen or a dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// The sentences of a piece: they end behind a stop, and before a gap with a capital after it.
pub(super) fn sentences(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens.chunk_by(|before, after| !is_cut(before, after))
}

fn is_cut(before: &Token, after: &Token) -> bool {
    let stop = matches!(before.word.as_str(), "." | "!" | "?" | ";" | ":" | "…");
    let gap = after.gap && after.title && !goes_behind(&after.word) && !goes_on(&before.word);
    stop || gap
}

/// Whether a capital does not show that an item begins: "mentoring Skills", but "mentoring  Ability to".
pub(super) fn goes_behind(word: &str) -> bool {
    is_ending(word) && word != "ability"
}

/// Whether a word or mark asks for one behind it: "written and  Verbal".
fn goes_on(word: &str) -> bool {
    matches!(
        word,
        "and" | "or" | "&" | "/" | "," | "&amp;" | "(" | "of" | "with" | "in"
    )
}
