//! Cuts an object's bytes into records without reading them: lines, array entries, CSV records.
//!
//! ```text
//! {"id":1}⏎  ⏎{"id":2}⏎{"id":     ─Lines─►   (0..8, line 1) (12..20, line 3)   left: {"id":
//! ```
//! Cutting resumes where it stopped, so a record of any length is looked at once.

mod array;
mod csv_records;
mod lines;

use std::ops::Range;

pub(crate) use array::ArrayCutter;
pub(crate) use csv_records::CsvCutter;
pub(crate) use lines::LineCutter;

/// A record's bytes within a slab, and where it stood in its object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// The bytes.
    pub(crate) range: Range<usize>,
    /// The line, or the number of the record in a document; from 1.
    pub(crate) line: i64,
}

/// One of the ways to cut.
#[derive(Debug)]
pub(crate) enum Cutter {
    /// JSON lines.
    Lines(LineCutter),
    /// The entries of one JSON array.
    Array(ArrayCutter),
    /// CSV records, which may span lines.
    Csv(CsvCutter),
}

impl Cutter {
    /// Cuts what can be cut; returns how many bytes are done with. At the end everything is.
    pub(crate) fn cut(&mut self, bytes: &[u8], at_end: bool, spans: &mut Vec<Span>) -> usize {
        match self {
            Self::Lines(cutter) => cutter.cut(bytes, at_end, spans),
            Self::Array(cutter) => cutter.cut(bytes, at_end, spans),
            Self::Csv(cutter) => cutter.cut(bytes, at_end, spans),
        }
    }

    /// The line on which the next record begins.
    pub(crate) fn line(&self) -> i64 {
        match self {
            Self::Lines(cutter) => cutter.line(),
            Self::Array(cutter) => cutter.line(),
            Self::Csv(cutter) => cutter.line(),
        }
    }

    /// Whether the record being scanned is one to drop.
    pub(crate) fn is_skipping(&self) -> bool {
        match self {
            Self::Lines(cutter) => cutter.is_skipping(),
            Self::Array(cutter) => cutter.is_skipping(),
            Self::Csv(cutter) => cutter.is_skipping(),
        }
    }

    /// Forgets the uncut bytes so far: they are dropped, as part of one overlong record.
    pub(crate) fn skip_uncut(&mut self) {
        match self {
            Self::Lines(cutter) => cutter.skip_uncut(),
            Self::Array(cutter) => cutter.skip_uncut(),
            Self::Csv(cutter) => cutter.skip_uncut(),
        }
    }
}

/// Whether bytes hold nothing but white space.
pub(crate) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests;
