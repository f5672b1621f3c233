//! Lines end at a line feed, with or without a carriage return; blank ones are no records.

use super::{Span, is_blank};

/// Cuts lines.
#[derive(Debug)]
pub(crate) struct LineCutter {
    line: i64,
    scanned: usize,
    skipping: bool,
}

impl LineCutter {
    /// Begins at line 1.
    pub(crate) fn new() -> Self {
        Self {
            line: 1,
            scanned: 0,
            skipping: false,
        }
    }

    pub(super) fn line(&self) -> i64 {
        self.line
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
        for found in memchr::memchr_iter(b'\n', &bytes[self.scanned..]) {
            let end = self.scanned + found;
            self.push(bytes, start, end, spans);
            start = end + 1;
        }
        if at_end && start < bytes.len() {
            self.push(bytes, start, bytes.len(), spans);
            start = bytes.len();
        }
        self.scanned = bytes.len() - start;
        start
    }

    fn push(&mut self, bytes: &[u8], start: usize, end: usize, spans: &mut Vec<Span>) {
        let line = &bytes[start..end];
        let end = end - usize::from(line.ends_with(b"\r"));
        if !self.skipping && !is_blank(line) {
            spans.push(Span {
                range: start..end,
                line: self.line,
            });
        }
        self.skipping = false;
        self.line += 1;
    }
}
