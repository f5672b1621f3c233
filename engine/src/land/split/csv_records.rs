//! CSV records: a line feed inside a quoted cell does not end one.
//!
//! ```text
//! id,text⏎ 1,"two⏎lines"⏎ 2,5" pipe⏎    ─►   line 1, line 2 (two lines long), line 4
//! ```
//! A quote opens a quoted cell only at the cell's beginning, as everywhere else in the CSV world.

use super::{Span, is_blank};

/// Cuts CSV records.
#[derive(Debug)]
pub(crate) struct CsvCutter {
    delimiter: u8,
    line: i64,
    /// Lines ended so far inside the record being scanned.
    inner_lines: i64,
    state: State,
    scanned: usize,
    skipping: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: doubled, or the end of the quoting.
    QuoteInQuoted,
}

impl CsvCutter {
    /// Begins at line 1.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            line: 1,
            inner_lines: 0,
            state: State::CellStart,
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
        let mut at = self.scanned;
        loop {
            start = self.scan(bytes, start, at, spans);
            if !at_end || start == bytes.len() {
                break;
            }
            // A quote that is never closed spoils its own line, and not every line after it.
            let line_end =
                memchr::memchr(b'\n', &bytes[start..]).filter(|_| self.state == State::Quoted);
            let end = line_end.map_or(bytes.len(), |end| start + end);
            if line_end.is_some() {
                self.inner_lines = 0;
            }
            self.push(bytes, start, end, spans);
            self.state = State::CellStart;
            start = bytes.len().min(end + 1);
            at = start;
        }
        self.scanned = bytes.len() - start;
        start
    }

    /// Cuts the records that end; returns where the one begins that does not.
    fn scan(
        &mut self,
        bytes: &[u8],
        mut start: usize,
        mut at: usize,
        spans: &mut Vec<Span>,
    ) -> usize {
        while at < bytes.len() {
            let rest = &bytes[at..];
            // Leap over what cannot change the state.
            at += match self.state {
                State::Quoted => memchr::memchr2(b'"', b'\n', rest).unwrap_or(rest.len()),
                State::Plain => memchr::memchr2(self.delimiter, b'\n', rest).unwrap_or(rest.len()),
                State::CellStart | State::QuoteInQuoted => 0,
            };
            let Some(&byte) = bytes.get(at) else { break };
            at += 1;
            if self.ends_record(byte) {
                self.push(bytes, start, at - 1, spans);
                start = at;
            }
        }
        start
    }

    fn ends_record(&mut self, byte: u8) -> bool {
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, b'\n') => {
                self.inner_lines += 1;
                State::Quoted
            }
            (State::Quoted, _) => State::Quoted,
            (State::QuoteInQuoted | State::CellStart, b'"') => State::Quoted,
            (_, b'\n') => {
                self.state = State::CellStart;
                return true;
            }
            (_, byte) if byte == self.delimiter => State::CellStart,
            _ => State::Plain,
        };
        false
    }

    fn push(&mut self, bytes: &[u8], start: usize, end: usize, spans: &mut Vec<Span>) {
        let record = &bytes[start..end];
        let end = end - usize::from(record.ends_with(b"\r"));
        if !self.skipping && !is_blank_record(record) {
            spans.push(Span {
                range: start..end,
                line: self.line,
            });
        }
        self.skipping = false;
        self.line += 1 + self.inner_lines;
        self.inner_lines = 0;
    }
}

/// A line of tabs is a record of empty cells in a file separated by tabs; it says nothing either way.
fn is_blank_record(record: &[u8]) -> bool {
    is_blank(record)
}
