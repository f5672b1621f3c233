//! Parses a slab's records into postings and rejects.
//!
//! ```text
//! {"id":1,"title":"Cook",…}   ─format─►  row 0
//! {"id":2,"title":            ─────────►  reject unparsable, line 2, "EOF while parsing a value … column 16"
//! ```
//! Every record read ends in a row or a reject, unless the mapping's WHERE leaves it out.

use std::sync::Arc;

use chrono::NaiveDate;

use super::flat;
use super::formats::Format;
use super::json::Json;
use super::mapping::Mapping;
use super::posting::{
    Draft, ParsedChunk, PostingBuilder, RAW_LIMIT, Refusal, Reject, RejectReason,
};
use super::slabs::{Content, Slab};
use super::split::{Cutter, LineCutter, Span};
use crate::error::Result;

/// Parses the slabs of one landing.
pub(super) struct Parser {
    reads: Reads,
    source: String,
    today: NaiveDate,
}

enum Reads {
    Coded(&'static dyn Format),
    Mapped(Arc<Mapping>),
}

impl Parser {
    /// Records are read by a format in code.
    pub(super) fn coded(format: &'static dyn Format, source: &str, today: NaiveDate) -> Self {
        Self {
            reads: Reads::Coded(format),
            source: source.to_owned(),
            today,
        }
    }

    /// Records are read by a mapping.
    pub(super) fn mapped(mapping: Arc<Mapping>, source: &str, today: NaiveDate) -> Self {
        Self {
            reads: Reads::Mapped(mapping),
            source: source.to_owned(),
            today,
        }
    }

    /// The mapping, if there is one.
    pub(super) fn mapping(&self) -> Option<&Arc<Mapping>> {
        match &self.reads {
            Reads::Coded(_) => None,
            Reads::Mapped(mapping) => Some(mapping),
        }
    }

    /// Parses a slab.
    pub(super) fn parse(&self, slab: Slab) -> Result<ParsedChunk> {
        let mut chunk =
            ChunkBuilder::new(&slab.object, PostingBuilder::new(&self.source, self.today));
        chunk.rejects = slab.rejects;
        match (slab.content, &self.reads) {
            (Content::Json { bytes, spans }, reads) => {
                self.parse_json(reads, &bytes, &spans, &mut chunk)
            }
            (Content::Document(bytes), reads) => self.parse_document(reads, &bytes, &mut chunk),
            (
                Content::Csv {
                    bytes,
                    spans,
                    header,
                },
                Reads::Mapped(mapping),
            ) => {
                flat::csv::parse(mapping, &header, &bytes, &spans, &mut chunk);
            }
            (
                Content::Rows {
                    batch,
                    bound,
                    first_row,
                },
                Reads::Mapped(_),
            ) => {
                flat::parquet::parse(&bound, &batch, first_row, &mut chunk)?;
            }
            // Only a reader with a mapping makes these.
            (Content::Csv { .. } | Content::Rows { .. }, Reads::Coded(_)) => {}
        }
        chunk.finish(slab.stored)
    }

    fn parse_json(&self, reads: &Reads, bytes: &[u8], spans: &[Span], chunk: &mut ChunkBuilder) {
        match reads {
            Reads::Mapped(mapping) => flat::json_lines::parse(mapping, bytes, spans, chunk),
            Reads::Coded(format) => {
                for span in spans {
                    let raw = &bytes[span.range.clone()];
                    match read_json(raw) {
                        Ok(record) => chunk.add_record(*format, record, |_| span.line, raw),
                        Err(refusal) => chunk.reject(span.line, refusal, raw),
                    }
                }
            }
        }
    }

    /// One document, or several: all or nothing. Otherwise its lines are the records after all.
    fn parse_document(&self, reads: &Reads, bytes: &[u8], chunk: &mut ChunkBuilder) {
        if bytes.is_empty() {
            return;
        }
        let mut spans = Vec::new();
        let mut documents = serde_json::Deserializer::from_slice(bytes).into_iter::<Json<'_>>();
        let mut start = 0;
        let mut number = 0;
        let bad = loop {
            match documents.next() {
                None => break None,
                Some(Err(error)) => break Some(error),
                Some(Ok(_)) => {
                    number += 1;
                    let end = documents.byte_offset();
                    spans.push(Span {
                        range: start..end,
                        line: number,
                    });
                    start = end;
                }
            }
        };
        if let Some(error) = bad {
            spans.clear();
            Cutter::Lines(LineCutter::new()).cut(bytes, true, &mut spans);
            if !spans
                .iter()
                .any(|span| is_object(&bytes[span.range.clone()]))
            {
                let refusal = match std::str::from_utf8(bytes) {
                    Ok(_) => Refusal::new(RejectReason::Unparsable, error.to_string()),
                    Err(error) => bad_utf8(error),
                };
                return chunk.reject(1, refusal, bytes);
            }
            return self.parse_json(reads, bytes, &spans, chunk);
        }
        match (reads, spans.as_slice()) {
            // The postings of one document are numbered.
            (Reads::Coded(format), [span]) => {
                let raw = &bytes[span.range.clone()];
                match read_json(raw) {
                    Ok(record) => chunk.add_record(*format, record, |number| number, raw),
                    Err(refusal) => chunk.reject(1, refusal, raw),
                }
            }
            _ => self.parse_json(reads, bytes, &spans, chunk),
        }
    }
}

fn is_object(record: &[u8]) -> bool {
    matches!(
        serde_json::from_slice::<Json<'_>>(record),
        Ok(Json::Object(_))
    )
}

/// Reads a JSON record.
pub(super) fn read_json(record: &[u8]) -> Result<Json<'_>, Refusal> {
    let text = std::str::from_utf8(record).map_err(bad_utf8)?;
    serde_json::from_str(text)
        .map_err(|error| Refusal::new(RejectReason::Unparsable, error.to_string()))
}

/// What is said of bytes that are no text.
pub(super) fn bad_utf8(error: std::str::Utf8Error) -> Refusal {
    let at = error.valid_up_to() + 1;
    Refusal::new(
        RejectReason::BadUtf8,
        format!("byte {at} of the record is not UTF-8"),
    )
}

/// Collects a chunk.
pub(super) struct ChunkBuilder {
    object: Arc<str>,
    postings: PostingBuilder,
    rejects: Vec<Reject>,
    added: u64,
    filtered: u64,
}

impl ChunkBuilder {
    fn new(object: &Arc<str>, postings: PostingBuilder) -> Self {
        Self {
            object: Arc::clone(object),
            postings,
            rejects: Vec::new(),
            added: 0,
            filtered: 0,
        }
    }

    /// Adds the postings of a JSON record; `line` gives the place of the record's n-th.
    fn add_record<'a>(
        &mut self,
        format: &dyn Format,
        record: Json<'a>,
        line: impl Fn(i64) -> i64,
        raw: &[u8],
    ) {
        let mut number = 0;
        format.read(record, &mut |parsed| {
            number += 1;
            let own = parsed.raw.as_deref().map_or(raw, str::as_bytes);
            self.add(line(number), parsed.draft, own);
        });
    }

    /// Adds a posting, or a reject in its place.
    pub(super) fn add(&mut self, line: i64, draft: Result<Draft<'_>, Refusal>, raw: &[u8]) {
        if let Err(refusal) = self.try_add(draft) {
            self.reject(line, refusal, raw);
        }
    }

    /// Adds a posting, or says why it is none; the reject is the caller's to add.
    pub(super) fn try_add(&mut self, draft: Result<Draft<'_>, Refusal>) -> Result<(), Refusal> {
        draft.and_then(|draft| self.postings.push(draft))?;
        self.added += 1;
        Ok(())
    }

    /// Counts records that are left out because the mapping says so.
    pub(super) fn leave_out(&mut self, records: usize) {
        self.filtered += records as u64;
    }

    /// Adds a reject.
    pub(super) fn reject(&mut self, line: i64, refusal: Refusal, raw: &[u8]) {
        self.rejects.push(Reject {
            object: self.object.to_string(),
            line,
            reason: refusal.reason,
            message: refusal.message,
            posted_date: refusal.posted_date,
            raw: raw[..raw.len().min(RAW_LIMIT)].to_vec(),
        });
    }

    fn finish(mut self, bytes: u64) -> Result<ParsedChunk> {
        let repairs = self.postings.repairs();
        let batch = self.postings.finish()?;
        let read = self.added + self.filtered + self.rejects.len() as u64;
        Ok(ParsedChunk {
            object: self.object,
            batch,
            rejects: self.rejects,
            read,
            filtered: self.filtered,
            bytes,
            mojibake_repaired: repairs.mojibake,
            html_cleaned: repairs.html,
        })
    }
}
