//! A text as folded characters, for names to be compared letter by letter.
//!
//! ```text
//!  "Problem–Solving, Java.\nC++"   ─►  "problem solving, java."    "c++"          one for each sentence or line
//!                                       ^       ^      ^^   ^                      where a name can begin
//! ```
//!
//! Case is folded, white space and hyphens of any length are one space, quotes one quote: what [`words`](super::words)
//! calls nothing counts for nothing here too, so that a hyphen is no edit.

use std::ops::Range;

use super::words::{BREAK, Word, folded, is_nothing, is_quote, is_word};

/// The folded characters of one sentence.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) chars: Vec<char>,
    /// The byte at which each character begins in the text, and behind the last the byte where that ends.
    bytes: Vec<Range<u32>>,
}

impl Folded {
    /// Folds a part of a text that begins at a byte.
    pub(super) fn read(&mut self, part: &str, from: usize) {
        self.chars.clear();
        self.bytes.clear();
        for (at, c) in part.char_indices() {
            let bytes = (from + at) as u32..(from + at + c.len_utf8()) as u32;
            if is_nothing(c) || c == '_' || c == '-' {
                if self.chars.last().is_some_and(|last| *last != ' ') {
                    self.push(' ', &bytes);
                }
            } else if is_quote(c) || matches!(c, '\'' | '`' | '"') {
                self.push('\'', &bytes);
            } else {
                folded(c, |c| self.push(c, &bytes));
            }
        }
        if self.chars.last() == Some(&' ') {
            self.chars.pop();
            self.bytes.pop();
        }
    }

    fn push(&mut self, c: char, bytes: &Range<u32>) {
        self.chars.push(c);
        self.bytes.push(bytes.clone());
    }

    /// Whether a name can begin at a character: a word or a sign does.
    pub(super) fn begins(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| *c != ' ') && self.is_boundary(at)
    }

    /// Whether a name can end before a character.
    pub(super) fn ends(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|last| self.chars.get(last));
        last.is_some_and(|c| *c != ' ') && self.is_boundary(at)
    }

    /// Whether no word goes on over the place before a character.
    fn is_boundary(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.chars.get(before));
        match (before, self.chars.get(at)) {
            (Some(before), Some(behind)) => !(is_word(*before) && is_word(*behind)),
            _ => true,
        }
    }

    /// The bytes of some characters.
    pub(super) fn span(&self, chars: Range<usize>) -> Range<usize> {
        let start = self.bytes.get(chars.start).map_or(0, |bytes| bytes.start);
        let last = chars
            .end
            .checked_sub(1)
            .and_then(|last| self.bytes.get(last));
        start as usize..last.map_or(start, |bytes| bytes.end) as usize
    }
}

/// The parts of a text between breaks: what no name reaches across.
pub(super) fn parts(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for end in words.iter().filter(|word| word.hash == BREAK) {
        parts.push(start..end.end as usize);
        start = end.end as usize;
    }
    parts.push(start..text.len());
    parts.retain(|part| !part.is_empty());
    parts
}
