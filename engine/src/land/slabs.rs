//! Reads objects one after another into slabs: pieces of about a megabyte that hold whole records.
//!
//! ```text
//! ads.jsonl.gz ─► [{…}⏎{…}⏎…] [{…}⏎…] … and, when the stream breaks off, a reject `truncated`
//! ```
//! The kind of content is told by the first bytes: JSON lines, one array, a document, CSV or Parquet.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use futures::StreamExt;
use tokio::sync::mpsc;

use super::decode::{Decoded, Filled, Stored, open};
use super::flat::csv::{CsvHeader, detect_delimiter};
use super::flat::parquet;
use super::inputs::InputObject;
use super::mapping::{BoundSchema, Mapping};
use super::posting::{RAW_LIMIT, ReadEnd, Reject, RejectReason};
use super::split::{ArrayCutter, CsvCutter, Cutter, LineCutter, Span, is_blank};
use super::summary::UnreadableObject;

/// How many objects are opened ahead.
const AHEAD: usize = 8;

/// The sizes of reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of a slab, more or less.
    pub(super) slab: usize,
    /// Most bytes of a record.
    pub(super) record: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            slab: 1 << 20,
            record: 64 << 20,
        }
    }
}

/// Some whole records of one object.
pub(super) struct Slab {
    /// The object's name.
    pub(super) object: Arc<str>,
    /// Whether it is the object's first.
    pub(super) first: bool,
    /// The records.
    pub(super) content: Content,
    /// Records that could not even be cut out.
    pub(super) rejects: Vec<Reject>,
    /// Stored bytes newly consumed.
    pub(super) stored: u64,
}

/// The records of a slab.
pub(super) enum Content {
    /// JSON records.
    Json {
        /// The bytes they lie in.
        bytes: Vec<u8>,
        /// Where they lie.
        spans: Vec<Span>,
    },
    /// A whole object that may be one document, or several, each over many lines.
    Document(Vec<u8>),
    /// CSV records.
    Csv {
        /// The bytes they lie in.
        bytes: Vec<u8>,
        /// Where they lie.
        spans: Vec<Span>,
        /// What their cells mean.
        header: Arc<CsvHeader>,
    },
    /// Rows of a typed file.
    Rows {
        /// The rows.
        batch: RecordBatch,
        /// What their columns mean.
        bound: Arc<BoundSchema>,
        /// The number of the first; from 1.
        first_row: i64,
    },
}

/// Reads objects to slabs.
pub(super) struct SlabReader {
    mapping: Option<Arc<Mapping>>,
    slabs: mpsc::Sender<Slab>,
    limits: Limits,
    end: ReadEnd,
}

/// The run is over: nobody takes slabs any more.
struct Over;

impl SlabReader {
    /// Without a mapping, everything is JSON.
    pub(super) fn new(
        mapping: Option<Arc<Mapping>>,
        slabs: mpsc::Sender<Slab>,
        limits: Limits,
    ) -> Self {
        Self {
            mapping,
            slabs,
            limits,
            end: ReadEnd::default(),
        }
    }

    /// Reads every object in turn.
    pub(super) async fn read_all(mut self, objects: Vec<InputObject>) -> ReadEnd {
        let mut opened = futures::stream::iter(objects)
            .map(|object| async move {
                let stored = open(&object).await;
                (object, stored)
            })
            .buffered(AHEAD);
        while let Some((object, stored)) = opened.next().await {
            let read = match stored {
                Ok(stored) => self.read_object(&object, stored).await,
                Err(error) => Ok(Some(error.to_string())),
            };
            match read {
                Ok(None) => self.end.objects += 1,
                Ok(Some(message)) => {
                    self.end.unreadable.push(UnreadableObject {
                        object: object.name,
                        message,
                    });
                }
                Err(Over) => break,
            }
        }
        self.end
    }

    /// Reads one object; returns why it could not be read to its end.
    async fn read_object(
        &mut self,
        object: &InputObject,
        stored: Stored,
    ) -> Result<Option<String>, Over> {
        let decoded = match Decoded::new(stored).await {
            Ok(decoded) => decoded,
            Err(error) => return Ok(Some(error.to_string())),
        };
        let mut source = Source::new(object, decoded);
        source.fill(self.limits.slab).await;
        let parquet = source.buffer.starts_with(b"PAR1");
        if let Some(message) = other_kind(&source.buffer)
            .or(NEEDS_MAPPING.filter(|_| parquet && self.mapping.is_none()))
        {
            return Ok(Some(message.to_owned()));
        }
        if source.buffer.starts_with(b"\xEF\xBB\xBF") {
            source.buffer.drain(..3);
        }
        if let (Some(mapping), true) = (&self.mapping, parquet) {
            let mapping = Arc::clone(mapping);
            return self.read_parquet(object, &mapping, source).await;
        }
        let framing = Framing::of(
            &object.name,
            &source.buffer,
            source.ended,
            self.mapping.is_some(),
        );
        let cutter = match framing {
            Framing::Document if source.whole_within(self.limits).await => {
                return self.send_document(source).await;
            }
            Framing::Document | Framing::Lines => Cutter::Lines(LineCutter::new()),
            Framing::Array => Cutter::Array(ArrayCutter::new()),
            Framing::Csv(delimiter) => Cutter::Csv(CsvCutter::new(delimiter)),
        };
        if matches!(framing, Framing::Csv(_)) && has_lone_returns(&source.buffer) {
            let message =
                "its lines end in carriage returns alone; convert it, as with `tr '\\r' '\\n'`";
            return Ok(Some(message.to_owned()));
        }
        self.read_records(source, cutter, framing).await
    }

    async fn read_records(
        &mut self,
        mut source: Source,
        mut cutter: Cutter,
        framing: Framing,
    ) -> Result<Option<String>, Over> {
        let mut header = None;
        loop {
            let mut spans = Vec::new();
            let whole = source.ended && source.broken.is_none();
            let done = cutter.cut(&source.buffer, whole, &mut spans);
            let rest = source.buffer.split_off(done);
            let bytes = std::mem::replace(&mut source.buffer, rest);
            let rejects = source.leftover(&mut cutter, self.limits);
            let content = match framing {
                Framing::Csv(delimiter) => self.csv_content(bytes, spans, delimiter, &mut header),
                _ => Some(Content::Json { bytes, spans }),
            };
            let content = content.unwrap_or(Content::Json {
                bytes: Vec::new(),
                spans: Vec::new(),
            });
            self.send(&mut source, content, rejects).await?;
            if source.ended {
                return Ok(source.broken);
            }
            source.fill(self.limits.slab).await;
        }
    }

    /// The first record of a CSV object is its header.
    fn csv_content(
        &self,
        bytes: Vec<u8>,
        mut spans: Vec<Span>,
        delimiter: u8,
        header: &mut Option<Arc<CsvHeader>>,
    ) -> Option<Content> {
        let mapping = self.mapping.as_ref()?;
        if header.is_none() && !spans.is_empty() {
            let record = &bytes[spans.remove(0).range];
            *header = Some(Arc::new(CsvHeader::bind(record, delimiter, mapping)));
        }
        let header = Arc::clone(header.as_ref()?);
        Some(Content::Csv {
            bytes,
            spans,
            header,
        })
    }

    async fn send_document(&mut self, mut source: Source) -> Result<Option<String>, Over> {
        let bytes = std::mem::take(&mut source.buffer);
        let mut rejects = Vec::new();
        let content = if source.broken.is_some() {
            let message = "the stream ends within the document".to_owned();
            rejects.push(source.reject(1, RejectReason::Truncated, message, &bytes));
            Content::Document(Vec::new())
        } else {
            Content::Document(bytes)
        };
        self.send(&mut source, content, rejects).await?;
        Ok(source.broken)
    }

    async fn read_parquet(
        &mut self,
        object: &InputObject,
        mapping: &Mapping,
        mut source: Source,
    ) -> Result<Option<String>, Over> {
        let mut rows = match parquet::rows(object).await {
            Ok(rows) => rows,
            Err(error) => return Ok(Some(error.to_string())),
        };
        let bound = match mapping.bind(&rows.schema).await {
            Ok(bound) => Arc::new(bound),
            Err(error) => return Ok(Some(error.to_string())),
        };
        let mut first_row = 1;
        while let Some(batch) = rows.batches.next().await {
            let batch = match batch {
                Ok(batch) => batch,
                Err(error) => return Ok(Some(error.to_string())),
            };
            let count = i64::try_from(batch.num_rows()).unwrap_or(i64::MAX);
            let content = Content::Rows {
                batch,
                bound: Arc::clone(&bound),
                first_row,
            };
            self.send(&mut source, content, Vec::new()).await?;
            first_row += count;
        }
        Ok(None)
    }

    async fn send(
        &mut self,
        source: &mut Source,
        content: Content,
        rejects: Vec<Reject>,
    ) -> Result<(), Over> {
        let slab = Slab {
            object: Arc::clone(&source.name),
            first: std::mem::take(&mut source.first),
            content,
            rejects,
            stored: source.decoded.newly_stored(),
        };
        self.slabs.send(slab).await.map_err(|_| Over)
    }
}

/// An object being read.
struct Source {
    name: Arc<str>,
    decoded: Decoded,
    /// What is read and not yet cut.
    buffer: Vec<u8>,
    ended: bool,
    /// Why it ended before its end.
    broken: Option<String>,
    /// Whether it ended because more was to come.
    cut_short: bool,
    first: bool,
    /// Whether the bytes being read belong to a record that is too long.
    overlong: bool,
}

impl Source {
    fn new(object: &InputObject, decoded: Decoded) -> Self {
        Self {
            name: Arc::from(object.name.as_str()),
            decoded,
            buffer: Vec::new(),
            ended: false,
            broken: None,
            cut_short: false,
            first: true,
            overlong: false,
        }
    }

    async fn fill(&mut self, wanted: usize) {
        match self.decoded.fill(&mut self.buffer, wanted).await {
            Ok(Filled::More) => {}
            Ok(Filled::End) => self.ended = true,
            Err(error) => {
                self.ended = true;
                self.cut_short = error.kind() == std::io::ErrorKind::UnexpectedEof;
                self.broken = Some(format!("the stream breaks off: {error}"));
            }
        }
    }

    /// Reads on to the end, if that comes before the longest record does.
    async fn whole_within(&mut self, limits: Limits) -> bool {
        while !self.ended && self.buffer.len() < limits.record {
            self.fill(limits.slab).await;
        }
        self.ended
    }

    /// What the uncut bytes come to: the part of a record at which the stream broke, or one too long.
    fn leftover(&mut self, cutter: &mut Cutter, limits: Limits) -> Vec<Reject> {
        let was_overlong = self.overlong;
        self.overlong = cutter.is_skipping();
        if self.ended && self.broken.is_some() {
            // Cut between two records, the stream still ends early: that is told as well.
            if self.overlong || is_blank(&self.buffer) && !self.cut_short {
                return Vec::new();
            }
            let message = "the stream ends within the record".to_owned();
            let raw = std::mem::take(&mut self.buffer);
            return vec![self.reject(cutter.line(), RejectReason::Truncated, message, &raw)];
        }
        if self.overlong && was_overlong {
            self.buffer.clear();
            cutter.skip_uncut();
            return Vec::new();
        }
        if self.buffer.len() <= limits.record {
            return Vec::new();
        }
        let message = format!("the record is longer than {} bytes", limits.record);
        let raw = std::mem::take(&mut self.buffer);
        cutter.skip_uncut();
        self.overlong = true;
        vec![self.reject(cutter.line(), RejectReason::TooLong, message, &raw)]
    }

    fn reject(&self, line: i64, reason: RejectReason, message: String, raw: &[u8]) -> Reject {
        let raw = raw[..raw.len().min(RAW_LIMIT)].to_vec();
        Reject {
            object: self.name.to_string(),
            line,
            reason,
            message,
            posted_date: None,
            raw,
        }
    }
}

/// How an object's bytes are divided into records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    Lines,
    Array,
    Document,
    Csv(u8),
}

impl Framing {
    fn of(name: &str, head: &[u8], ended: bool, flat: bool) -> Self {
        if flat && is_csv(name, head) {
            return Self::Csv(detect_delimiter(head));
        }
        let head = head.trim_ascii_start();
        let (line, rest) = match memchr::memchr(b'\n', head) {
            Some(end) => (&head[..end], head[end..].trim_ascii_start()),
            None => (head, &[][..]),
        };
        let array = line.starts_with(b"[");
        match serde_json::from_slice::<serde::de::IgnoredAny>(line) {
            // A list on a line of its own is a bad record among lines, or all there is.
            Ok(_) if array && rest.is_empty() && ended => Self::Array,
            Ok(_) => Self::Lines,
            Err(error) if array && (error.is_eof() || !is_record_line(rest)) => Self::Array,
            Err(error) if !error.is_eof() => Self::Lines,
            Err(_) if is_record_line(rest) => Self::Lines,
            Err(_) if line.starts_with(b"{") => Self::Document,
            Err(_) => Self::Lines,
        }
    }
}

/// Whether the next line is a record by itself, so that the first is merely broken.
fn is_record_line(rest: &[u8]) -> bool {
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let line = &rest[..end];
    line.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}

const NEEDS_MAPPING: Option<&str> = Some("it is Parquet, which lands through --mapping");

/// What a file that holds no records in text is, and what to do about it.
fn other_kind(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (
            b"\xFF\xFE",
            "it is UTF-16; convert it to UTF-8, as with `iconv -f UTF-16 -t UTF-8`",
        ),
        (
            b"\xFE\xFF",
            "it is UTF-16; convert it to UTF-8, as with `iconv -f UTF-16 -t UTF-8`",
        ),
        (
            b"PK\x03\x04",
            "it is a ZIP archive or a workbook; unpack it, or save the sheet as CSV",
        ),
        (
            b"\xD0\xCF\x11\xE0",
            "it is an old workbook; save the sheet as CSV",
        ),
        (b"7z\xBC\xAF\x27\x1C", "it is a 7z archive; unpack it"),
        (b"%PDF-", "it is a PDF"),
        (b"\x89PNG", "it is an image"),
        (b"\xFF\xD8\xFF", "it is an image"),
    ];
    let kind = KINDS.iter().find(|(magic, _)| head.starts_with(magic));
    kind.map(|(_, message)| *message)
}

/// Whether lines end as on old Macs: the whole file would be taken for its header.
fn has_lone_returns(head: &[u8]) -> bool {
    memchr::memchr(b'\r', head).is_some() && memchr::memchr(b'\n', head).is_none()
}

/// Told by the name, under any suffix of a compression, else by the first byte.
fn is_csv(name: &str, head: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let suffixes = [".gz", ".xz", ".zst", ".bz2"];
    let name = suffixes
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .unwrap_or(&name);
    if [".csv", ".tsv"].iter().any(|suffix| name.ends_with(suffix)) {
        return true;
    }
    if [".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|suffix| name.ends_with(suffix))
    {
        return false;
    }
    !matches!(head.trim_ascii_start().first(), Some(b'{' | b'['))
}
