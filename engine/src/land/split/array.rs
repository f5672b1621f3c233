//! The entries of one JSON array, found by counting brackets outside of strings.
//!
//! ```text
//! [ {"a":"]"}, {"b":[1]} ]   ─►   {"a":"]"}   {"b":[1]}
//! ```
//! Text after the array is one last record, which will be rejected.

use super::{Span, is_blank};

/// Cuts array entries; numbered from 1.
#[derive(Debug)]
pub(crate) struct ArrayCutter {
    number: i64,
    place: Place,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// How far the uncut bytes have been looked at.
    scanned: usize,
    skipping: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Within,
    After,
}

impl ArrayCutter {
    /// Begins before the opening bracket.
    pub(crate) fn new() -> Self {
        Self {
            number: 1,
            place: Place::Before,
            depth: 0,
            in_string: false,
            escaped: false,
            scanned: 0,
            skipping: false,
        }
    }

    pub(super) fn line(&self) -> i64 {
        self.number
    }

    pub(super) fn is_skipping(&self) -> bool {
        self.skipping
    }

    pub(super) fn skip_uncut(&mut self) {
        self.scanned = 0;
        self.skipping = true;
    }

    pub(super) fn cut(&mut self, bytes: &[u8], at_end: bool, spans: &mut Vec<Span>) -> usize {
        let mut start = 0;
        for (at, &byte) in bytes.iter().enumerate().skip(self.scanned) {
            if self.place == Place::Before && byte == b'[' {
                self.place = Place::Within;
                start = at + 1;
            } else if self.place == Place::Within && self.ends_entry(byte) {
                self.push(bytes, start, at, spans);
                start = at + 1;
                if byte == b']' {
                    self.place = Place::After;
                }
            }
        }
        if at_end {
            self.push(bytes, start, bytes.len(), spans);
            start = bytes.len();
        }
        self.scanned = bytes.len() - start;
        start
    }

    /// Follows one byte inside the array; whether it ends the entry.
    fn ends_entry(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b',' | b']' if self.depth == 0 => return true,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        false
    }

    fn push(&mut self, bytes: &[u8], start: usize, end: usize, spans: &mut Vec<Span>) {
        let entry = &bytes[start..end];
        if !self.skipping {
            if is_blank(entry) {
                return;
            }
            let lead = entry.len() - entry.trim_ascii_start().len();
            let range = start + lead..start + lead + entry.trim_ascii().len();
            spans.push(Span {
                range,
                line: self.number,
            });
        }
        self.skipping = false;
        self.number += 1;
    }
}
