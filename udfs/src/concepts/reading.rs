//! A text that is read once: its words, the sentence around each, the section it stands in.
//!
//! ```text
//!  "Education: BS required. • MS a plus"     sentence(5) ─► words 6..9 ("MS a plus")
//!                                            section(0)  ─► Education
//! ```
//!
//! A sentence also ends at a bullet within a line: items of a list that an exporter put on one line are not one sentence.

use std::cell::OnceCell;
use std::ops::Range;

use crate::extract::words::{BREAK, Word, hash_words};
use crate::sections::{Section, SectionKind, sections};

/// Signs that part the items of a list within one line.
const BULLETS: &[&str] = &["•", "·", "▪", "●", "○", "‣", "◦", "■", "*"];

/// How far a sentence is followed to either side of a word: texts without full stops exist, of any length.
const REACH: usize = 60;

/// The words of a text, and what is asked about where they stand.
#[derive(Debug)]
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word>,
    sections: OnceCell<Vec<Section>>,
}

impl<'t> Reading<'t> {
    /// Reads a text; of one beyond two gigabytes the rest is left out, since offsets are 32 bits.
    pub(crate) fn new(text: &'t str) -> Self {
        let end = text.floor_char_boundary(i32::MAX as usize);
        let text = text.get(..end).unwrap_or_default();
        let mut words = Vec::new();
        hash_words(text, &mut words);
        Self {
            text,
            words,
            sections: OnceCell::new(),
        }
    }

    /// A word as the text writes it; empty for a break and behind the last.
    pub(crate) fn word(&self, at: usize) -> &'t str {
        let word = self.words.get(at);
        let spelled = word.and_then(|word| self.text.get(word.start as usize..word.end as usize));
        spelled.unwrap_or_default()
    }

    /// The bytes of some words.
    pub(crate) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.start);
        let last = words
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last));
        start as usize..last.map_or(start, |word| word.end).max(start) as usize
    }

    /// The words of the sentence or list item around a word.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let (first, last) = (at.saturating_sub(REACH), (at + REACH).min(self.words.len()));
        let start = (first..at).rev().find(|before| self.parts(*before));
        let end = (at..last).find(|behind| self.parts(*behind));
        start.map_or(first, |before| before + 1)..end.unwrap_or(last)
    }

    fn parts(&self, at: usize) -> bool {
        let is_break = self.words.get(at).is_some_and(|word| word.hash == BREAK);
        is_break || BULLETS.contains(&self.word(at))
    }

    /// What the section around a byte of the text is about.
    pub(crate) fn section(&self, byte: usize) -> SectionKind {
        let sections = self.sections.get_or_init(|| sections(self.text));
        let behind = sections.partition_point(|section| section.range().start <= byte);
        let section = behind.checked_sub(1).and_then(|at| sections.get(at));
        section.map_or(SectionKind::Introduction, |section| section.kind)
    }
}
