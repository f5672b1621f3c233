//! How a text falls into words, for names to be compared word by word.
//!
//! ```text
//!  "Wants C++, R&D (10-key).NET" ⏎ "Node.js"
//!    wants · c++ · , · r&d · ( · 10 · key · ) · .net · BREAK · node.js
//! ```
//!
//! One pass over the bytes folds case, hashes each word and finds the breaks. The rules:
//!
//! - **words** are runs of letters, digits and combining marks, folded to lower case. Also part of
//!   a word are: a full stop between two of them (`node.js`, `2.5`) or in front of the first
//!   (`.net`); `#` and `++` behind one (`c#`, `c++`), a single `+` only where no word follows (`a+`
//!   but `java` `+` `spring`); `&` between two of which one is a single letter (`r&d`, `at&t`). An
//!   apostrophe between two, straight or curly, begins a word of its own (`driver`, `'s`):
//!   "Excel's" is Excel, and "driver's" is no S.
//! - **nothing**: white space, hyphens and dashes of every shape, `_`, ™ ® ©, and characters that
//!   show nothing. They part words and leave no trace, so "problem–solving" is "problem  solving".
//! - `&` elsewhere is the word `and`.
//! - **every other character** (comma, slash, bracket, full stop …) is a word of its own; quotation
//!   marks are all one. A name matches across it only where the name has it.
//! - **breaks**, which no name matches across: a line break, and the end of a sentence. That is
//!   `.`, `!` or `?` (closing quotes and brackets may follow) with white space behind it and then a
//!   capital letter, a digit or the end of the text; but not a full stop behind a single letter
//!   ("C. difficile", "U.S. Army", "e.g. Java").

use super::word_hash::{WordHash, plain_word};

/// A word of a text; `hash` 0 is a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) hash: u64,
    /// Byte offsets.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The hash of a break; no word has it.
pub(crate) const BREAK: u64 = 0;

/// What a byte of ASCII is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Nothing,
    Line,
    Sign,
    Other,
}

const KINDS: [Kind; 256] = kinds();

const fn kinds() -> [Kind; 256] {
    let mut kinds = [Kind::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        kinds[byte] = match c {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Kind::Word,
            b'\n' | b'\r' | 0x0b | 0x0c => Kind::Line,
            0..=b' ' | b'-' | b'_' | 0x7f => Kind::Nothing,
            0x80.. => Kind::Other,
            _ => Kind::Sign,
        };
        byte += 1;
    }
    kinds
}

/// Where the folded characters of a word go: into its hash, or into text.
trait Folded {
    fn begin(&mut self);
    fn byte(&mut self, byte: u8);
    fn word(&mut self, start: usize, end: usize);
    fn line_break(&mut self, at: usize);
    /// Takes the whole word that begins at `at`, if that is easily seen to be of ASCII letters and
    /// digits alone; gives where it ends.
    #[inline]
    fn plain_word(&mut self, _text: &str, _at: usize) -> Option<usize> {
        None
    }
}

struct Hashed<'w> {
    words: &'w mut Vec<Word>,
    hash: WordHash,
}

impl Folded for Hashed<'_> {
    #[inline]
    fn begin(&mut self) {
        self.hash = WordHash::EMPTY;
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.hash.byte(byte);
    }

    #[inline]
    fn word(&mut self, start: usize, end: usize) {
        let hash = self.hash.finish();
        self.words.push(Word {
            hash,
            start: offset(start),
            end: offset(end),
        });
    }

    fn line_break(&mut self, at: usize) {
        self.words.push(Word {
            hash: BREAK,
            start: offset(at),
            end: offset(at),
        });
    }

    #[inline]
    fn plain_word(&mut self, text: &str, at: usize) -> Option<usize> {
        let (hash, end) = plain_word(text.as_bytes(), at)?;
        self.words.push(Word {
            hash,
            start: offset(at),
            end: offset(end),
        });
        Some(end)
    }
}

/// The caller cuts texts to less than 2^31 bytes.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The words' folded bytes with one space between them, as long as they are those of a name.
struct Compared<'n> {
    /// What of the name is still to come; `None` once another byte came.
    rest: Option<&'n [u8]>,
    first: bool,
}

impl Folded for Compared<'_> {
    fn begin(&mut self) {
        if !self.first {
            self.byte(b' ');
        }
        self.first = false;
    }

    fn byte(&mut self, byte: u8) {
        self.rest = self.rest.and_then(|rest| rest.strip_prefix(&[byte]));
    }

    fn word(&mut self, _start: usize, _end: usize) {}

    fn line_break(&mut self, _at: usize) {}
}

#[derive(Default)]
struct Spelled {
    text: Vec<u8>,
}

impl Folded for Spelled {
    fn begin(&mut self) {
        if !self.text.is_empty() {
            self.text.push(b' ');
        }
    }

    fn byte(&mut self, byte: u8) {
        self.text.push(byte);
    }

    fn word(&mut self, _start: usize, _end: usize) {}

    fn line_break(&mut self, _at: usize) {}
}

/// Hashes the words of a text into `words`, which is emptied first.
pub(crate) fn hash_words(text: &str, words: &mut Vec<Word>) {
    words.clear();
    let hash = WordHash::EMPTY;
    split(text, &mut Hashed { words, hash });
}

/// The folded form of words of a text, with one space between them. Each is spelled by itself: what
/// stands around a word decides where it ends, never how it is spelled.
pub(crate) fn spell_words(text: &str, words: &[Word]) -> String {
    let mut spelled = Spelled::default();
    fold_words(text, words, &mut spelled);
    String::from_utf8_lossy(&spelled.text).into_owned()
}

/// Whether [`spell_words`] would give `spelled`.
pub(crate) fn are_spelled(text: &str, words: &[Word], spelled: &str) -> bool {
    let mut compared = Compared {
        rest: Some(spelled.as_bytes()),
        first: true,
    };
    fold_words(text, words, &mut compared);
    compared.rest.is_some_and(<[u8]>::is_empty)
}

fn fold_words(text: &str, words: &[Word], out: &mut impl Folded) {
    for word in words {
        let piece = &text[word.start as usize..word.end as usize];
        match piece.strip_prefix(['\'', '\u{2018}', '\u{2019}']) {
            Some(rest) if !rest.is_empty() => {
                out.begin();
                out.byte(b'\'');
                letters(rest, 0, out);
                out.word(0, piece.len());
            }
            _ => split(piece, out),
        }
    }
}

/// The one pass. `at` is always at the beginning of a character.
fn split(text: &str, out: &mut impl Folded) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match KINDS[usize::from(*byte)] {
            Kind::Word => match out.plain_word(text, at) {
                Some(end) => end,
                None => word(text, at, at, out),
            },
            Kind::Nothing => at + 1,
            Kind::Line => {
                out.line_break(at);
                at + 1
            }
            Kind::Sign => sign(text, at, out),
            Kind::Other => other(text, at, out),
        };
    }
}

/// A word whose letters begin at `at`, of which the bytes from `start` on are already folded.
#[inline]
fn word(text: &str, start: usize, at: usize, out: &mut impl Folded) -> usize {
    let bytes = text.as_bytes();
    if start == at {
        out.begin();
    }
    let mut at = at;
    // Where the run of letters began that ends at `at`: `&` asks whether it is one letter.
    let mut run = at;
    loop {
        at = letters(text, at, out);
        match bytes.get(at) {
            Some(b'.') if begins_word(text, at + 1) => {
                out.byte(b'.');
                at += 1;
                run = at;
            }
            Some(b'&') if joins(text, run, at) => {
                out.byte(b'&');
                at += 1;
                run = at;
            }
            Some(b'#' | b'+') => {
                at = language_sign(text, at, out);
                break;
            }
            _ => break,
        }
    }
    out.word(start, at);
    apostrophe(text, at, out)
}

/// Folds letters, digits and marks from `at` on; gives where they end.
#[inline]
fn letters(text: &str, at: usize, out: &mut impl Folded) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        match KINDS[usize::from(*byte)] {
            Kind::Word => {
                let letter = byte.is_ascii_uppercase();
                out.byte(byte | (u8::from(letter) << 5));
                at += 1;
            }
            Kind::Other => match text[at..].chars().next() {
                Some(c) if is_word(c) => {
                    fold(c, out);
                    at += c.len_utf8();
                }
                _ => break,
            },
            _ => break,
        }
    }
    at
}

/// Simple case folding: lower case, and the two letters of which lower case has two shapes.
pub(super) fn folded(c: char, out: impl FnMut(char)) {
    let c = match c {
        '\u{17f}' => 's',
        '\u{3c2}' => '\u{3c3}',
        other => other,
    };
    c.to_lowercase().for_each(out);
}

fn fold(c: char, out: &mut impl Folded) {
    folded(c, |lower| {
        let mut buffer = [0; 4];
        lower
            .encode_utf8(&mut buffer)
            .bytes()
            .for_each(|byte| out.byte(byte));
    });
}

/// `#`, `++` and a last `+` behind a word.
fn language_sign(text: &str, at: usize, out: &mut impl Folded) -> usize {
    let rest = &text.as_bytes()[at..];
    let signs = rest
        .iter()
        .take_while(|byte| matches!(byte, b'+' | b'#'))
        .count();
    if rest[..signs] == *b"+" && begins_word(text, at + 1) {
        return at;
    }
    rest[..signs].iter().for_each(|byte| out.byte(*byte));
    at + signs
}

/// An apostrophe right behind a word and right before letters begins a word of its own, `'s`.
#[inline]
fn apostrophe(text: &str, at: usize, out: &mut impl Folded) -> usize {
    let length = match text.as_bytes().get(at) {
        Some(b'\'') => 1,
        Some(0xe2) if is_apostrophe(&text[at..]) => 3,
        _ => return at,
    };
    if !begins_word(text, at + length) {
        return at;
    }
    out.begin();
    out.byte(b'\'');
    let end = letters(text, at + length, out);
    out.word(at, end);
    apostrophe(text, end, out)
}

fn is_apostrophe(text: &str) -> bool {
    text.starts_with(['\u{2018}', '\u{2019}'])
}

/// Whether the `&` at `at`, behind a run that began at `run`, joins it with the run behind.
fn joins(text: &str, run: usize, at: usize) -> bool {
    let one_before = text[run..at].chars().count() == 1;
    let mut after = text[at + 1..].chars();
    let next = after.next().is_some_and(is_word);
    next && (one_before || !after.next().is_some_and(is_word))
}

/// Whether a letter, digit or mark stands at `at`.
#[inline]
fn begins_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => KINDS[usize::from(*byte)] == Kind::Word,
        Some(_) => text[at..].chars().next().is_some_and(is_word),
        None => false,
    }
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// An ASCII character that is no part of the word before it.
fn sign(text: &str, at: usize, out: &mut impl Folded) -> usize {
    let byte = text.as_bytes()[at];
    if byte == b'.' && begins_word(text, at + 1) && !ends_word(text, at) {
        out.begin();
        out.byte(b'.');
        return word(text, at, at + 1, out);
    }
    let folded: &[u8] = match byte {
        b'&' => b"and",
        b'\'' | b'`' | b'"' => b"\"",
        _ => &[byte],
    };
    out.begin();
    folded.iter().for_each(|byte| out.byte(*byte));
    out.word(at, at + 1);
    if matches!(byte, b'.' | b'!' | b'?') && ends_sentence(text, at) {
        out.line_break(at + 1);
    }
    at + 1
}

/// Whether a letter, digit or mark stands right before `at`.
fn ends_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word)
}

/// Whether the `.`, `!` or `?` at `at` ends a sentence.
fn ends_sentence(text: &str, at: usize) -> bool {
    if text.as_bytes()[at] == b'.' {
        let mut before = text[..at].chars().rev();
        let letter = before.next().is_some_and(char::is_alphabetic);
        if letter && !before.next().is_some_and(is_word) {
            return false;
        }
    }
    let closing = |c: char| matches!(c, '"' | '\'' | ')' | ']' | '\u{2019}' | '\u{201d}');
    let behind = text[at + 1..].trim_start_matches(closing);
    let next = behind.trim_start();
    let space = next.len() < behind.len();
    match next.chars().next() {
        Some(c) => space && (c.is_uppercase() || c.is_numeric()),
        None => true,
    }
}

/// A character outside ASCII that is no part of the word before it.
fn other(text: &str, at: usize, out: &mut impl Folded) -> usize {
    let Some(c) = text[at..].chars().next() else {
        return text.len();
    };
    let end = at + c.len_utf8();
    match c {
        _ if is_word(c) => return word(text, at, at, out),
        '\u{85}' | '\u{2028}' | '\u{2029}' => out.line_break(at),
        _ if is_nothing(c) => {}
        _ => {
            let c = if is_quote(c) { '"' } else { c };
            out.begin();
            fold(c, out);
            out.word(at, end);
        }
    }
    end
}

pub(super) fn is_nothing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{2122}' | '\u{ae}' | '\u{a9}'
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}'
        )
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\u{2018}'
            ..='\u{201f}'
                | '\u{ab}'
                | '\u{bb}'
                | '\u{2039}'
                | '\u{203a}'
                | '\u{b4}'
                | '\u{2032}'
                | '\u{2033}'
    )
}
