//! Records that are no postings, kept with what they were and why.
//!
//! ```text
//! Reject {jobs.jsonl.gz, line 17, no_title, raw} ─► reject_id = hash of all that
//!     └─► already in `rejects`, on whatever day? ── yes: nothing to do ── no: appended to the day of landing
//! ```

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use datafusion::arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::Date32Type;
use daybook_catalog::{
    Book, CatalogError, DayReplacement, DayWriter, TableSnapshot, TableSpec, WrittenFile, tags,
};
use futures::TryStreamExt;

use super::identity::{TextKey, text_column, text_key};
use super::posting::{Reject, rejects_schema};
use super::spill::{SpillFile, SpillWriter};
use super::stored::StoredFile;
use super::tables::rejects_table;
use crate::error::Result;

/// Rejects beyond this go to a temporary file.
const HELD_BYTES: usize = 32 << 20;
/// How often a commit is tried again because another writer landed rejects meanwhile.
const ATTEMPTS: usize = 50;

/// Batches read one after the other.
type RowBatches<'a> = Box<dyn Iterator<Item = Result<RecordBatch>> + Send + 'a>;

/// Takes the rejects of a landing in the order they are read.
#[derive(Debug)]
pub(crate) struct RejectCollector {
    source: String,
    landed_at: DateTime<Utc>,
    held: Vec<RecordBatch>,
    held_bytes: usize,
    files: Vec<SpillFile>,
}

impl RejectCollector {
    /// Collects rejects of a source, landed at a time.
    pub(crate) fn new(source: &str, landed_at: DateTime<Utc>) -> Self {
        Self {
            source: source.to_owned(),
            landed_at,
            held: Vec::new(),
            held_bytes: 0,
            files: Vec::new(),
        }
    }

    /// Takes the next rejects. May write a temporary file: call it where blocking is allowed.
    pub(crate) fn push(&mut self, rejects: &[Reject]) -> Result<()> {
        if rejects.is_empty() {
            return Ok(());
        }
        let batch = self.rows(rejects)?;
        self.held_bytes += batch.get_array_memory_size();
        self.held.push(batch);
        if self.held_bytes > HELD_BYTES {
            let mut writer = SpillWriter::try_new(&rejects_schema())?;
            for batch in self.held.drain(..) {
                writer.write(&batch)?;
            }
            self.files.push(writer.finish()?);
            self.held_bytes = 0;
        }
        Ok(())
    }

    fn rows(&self, rejects: &[Reject]) -> Result<RecordBatch> {
        let rows = rejects.len();
        let text = |value: &dyn Fn(&Reject) -> String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(rejects.iter().map(value)))
        };
        let day = Date32Type::from_naive_date(self.landed_at.date_naive());
        let posted = rejects.iter().map(|reject| reject.posted_date);
        let posted = posted.map(|date| date.map(Date32Type::from_naive_date));
        let raw = rejects.iter().map(|reject| reject.raw.as_slice());
        let landed_at = vec![self.landed_at.timestamp_micros(); rows];
        let columns: Vec<ArrayRef> = vec![
            Arc::new(Date32Array::from(vec![day; rows])),
            text(&|reject| reject_id(&self.source, reject)),
            text(&|_| self.source.clone()),
            text(&|reject| reject.object.clone()),
            Arc::new(Int64Array::from_iter_values(
                rejects.iter().map(|reject| reject.line),
            )),
            text(&|reject| reject.reason.code().to_owned()),
            text(&|reject| reject.message.clone()),
            Arc::new(posted.collect::<Date32Array>()),
            Arc::new(BinaryArray::from_iter_values(raw)),
            Arc::new(TimestampMicrosecondArray::from(landed_at).with_timezone("UTC")),
        ];
        Ok(RecordBatch::try_new(rejects_schema(), columns)?)
    }

    /// The rejects in batches, in the order they came.
    fn batches(&self) -> RowBatches<'_> {
        let files = self.files.iter();
        let spilled = files.flat_map(|file| (0..file.blocks()).map(|block| file.read(block, None)));
        Box::new(spilled.chain(self.held.iter().map(|batch| Ok(batch.clone()))))
    }

    /// Commits the rejects that the book does not hold yet. Says whether there were any.
    pub(crate) async fn commit(&self, book: &Book) -> Result<bool> {
        if self.files.is_empty() && self.held.is_empty() {
            return Ok(false);
        }
        let table = rejects_table();
        let date = self.landed_at.date_naive();
        for _ in 0..ATTEMPTS {
            let base = book.snapshot(&table.name).await?;
            let base = base.as_deref();
            let known = self.known_ids(book, &table, base).await?;
            let Some(file) = self.write(book, &table, base, known).await? else {
                return Ok(false);
            };
            let day = DayReplacement {
                date,
                files: vec![file],
                expected: base.map(|base| base.day_paths(date)).unwrap_or_default(),
            };
            let operation = format!("land {}", self.source);
            match book.commit(&table, base, vec![day], &operation).await {
                Ok(_) => return Ok(true),
                // The file stays until vacuum: should this commit stand after all, its answer lost, then it
                // is the day's file, and the next attempt finds nothing left to do.
                Err(CatalogError::DayChanged { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let table = table.name.to_string();
        Err(CatalogError::DayChanged { table, date }.into())
    }

    /// The ids of the source's rejects that the book holds, on whatever day.
    async fn known_ids(
        &self,
        book: &Book,
        table: &TableSpec,
        base: Option<&TableSnapshot>,
    ) -> Result<HashSet<TextKey>> {
        let mut known = HashSet::new();
        for file in base.map(|base| base.files.as_slice()).unwrap_or_default() {
            let file = StoredFile::new(book, table, file);
            let mut batches = file.read(Some(&["reject_id", "source"])).await?;
            while let Some(batch) = batches.try_next().await? {
                let ids = text_column(&batch, "reject_id")?;
                let sources = text_column(&batch, "source")?;
                let own = ids.iter().zip(sources.iter());
                let own = own.filter(|(_, source)| *source == Some(self.source.as_str()));
                known.extend(own.filter_map(|(id, _)| id.map(text_key)));
            }
        }
        Ok(known)
    }

    /// Writes the day of landing anew: what it holds, then the new rejects. Nothing if there are none.
    async fn write(
        &self,
        book: &Book,
        table: &TableSpec,
        base: Option<&TableSnapshot>,
        mut known: HashSet<TextKey>,
    ) -> Result<Option<WrittenFile>> {
        let batches = self.batches();
        let mut fresh: RowBatches<'_> =
            Box::new(batches.map(move |batch| fresh_rows(&batch?, &mut known)));
        let Some(first) = next_with_rows(&mut fresh)? else {
            return Ok(None);
        };
        let date = self.landed_at.date_naive();
        let mut writer = DayWriter::try_new(book, table, date)?;
        let mut held = Vec::new();
        for file in base.map(|base| base.day(date)).unwrap_or_default() {
            held.push(StoredFile::new(book, table, file));
        }
        match write_all(&mut writer, held, first, fresh).await {
            Ok(fingerprint) => Ok(Some(writer.finish(self.tags(fingerprint)).await?)),
            Err(error) => {
                writer.abort().await;
                Err(error)
            }
        }
    }

    fn tags(&self, fingerprint: String) -> BTreeMap<String, String> {
        let tags = [
            (tags::FINGERPRINT, fingerprint),
            (tags::INPUTS, format!("source={}", self.source)),
            (tags::VERSION, env!("CARGO_PKG_VERSION").to_owned()),
        ];
        tags.map(|(key, value)| (key.to_owned(), value)).into()
    }
}

/// 32 hex digits over everything that tells one reject from another, each part preceded by its length.
fn reject_id(source: &str, reject: &Reject) -> String {
    let mut hasher = blake3::Hasher::new();
    let line = reject.line.to_le_bytes();
    for part in [
        source.as_bytes(),
        reject.object.as_bytes(),
        &line,
        reject.reason.code().as_bytes(),
        &reject.raw,
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// The rows whose id is not known yet; from now on it is.
fn fresh_rows(batch: &RecordBatch, known: &mut HashSet<TextKey>) -> Result<RecordBatch> {
    let ids = text_column(batch, "reject_id")?;
    let fresh = ids.iter().map(|id| id.map(|id| known.insert(text_key(id))));
    Ok(filter_record_batch(
        batch,
        &fresh.collect::<BooleanArray>(),
    )?)
}

fn next_with_rows(batches: &mut RowBatches<'_>) -> Result<Option<RecordBatch>> {
    for batch in batches {
        let batch = batch?;
        if batch.num_rows() > 0 {
            return Ok(Some(batch));
        }
    }
    Ok(None)
}

/// Writes what the day holds, then what is new; returns the day's fingerprint.
async fn write_all(
    writer: &mut DayWriter,
    held: Vec<StoredFile>,
    first: RecordBatch,
    mut fresh: RowBatches<'_>,
) -> Result<String> {
    let mut digest = blake3::Hasher::new();
    for file in held {
        let mut batches = file.read(None).await?;
        while let Some(batch) = batches.try_next().await? {
            write_rows(writer, &mut digest, &batch).await?;
        }
    }
    write_rows(writer, &mut digest, &first).await?;
    while let Some(batch) = next_with_rows(&mut fresh)? {
        write_rows(writer, &mut digest, &batch).await?;
    }
    Ok(digest.finalize().to_hex().to_string())
}

async fn write_rows(
    writer: &mut DayWriter,
    digest: &mut blake3::Hasher,
    batch: &RecordBatch,
) -> Result<()> {
    for id in text_column(batch, "reject_id")?.iter().flatten() {
        digest.update(id.as_bytes());
    }
    Ok(writer.write(batch).await?)
}
