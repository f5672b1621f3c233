//! One day merged and written: the book's rows and the landing's become one new file.
//!
//! ```text
//! stored rows, by number   1 ─ 2 ─ 3 ─────────────► 1 ─ 2' ─ 3 ─ 4 ─ 5  ─► DayWriter ─► date=…/<id>.parquet
//! landing: changed 2', added 4, 5 ──────────────────────┘        tags: fingerprint, next ordinal, …
//! ```

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch, TimestampMicrosecondArray,
};
use datafusion::arrow::compute::{concat_batches, filter_record_batch, interleave_record_batch};
use datafusion::arrow::datatypes::{Int64Type, SchemaRef};
use daybook_catalog::{Book, DayWriter, TableSpec, WrittenFile, tags};
use futures::TryStreamExt;

use super::days::LandedDays;
use super::identity::text_column;
use super::merge::{Fate, MergePlan};
use super::stored::{StoredDay, file_schema};
use crate::error::{EngineError, Result};

/// A day whose landed rows take no more than this is read from temporary files once and kept while it is merged.
pub(crate) const KEPT_BYTES: usize = 32 << 20;

/// The landing's rows of one day, kept in memory if they are few.
#[derive(Debug)]
pub(crate) struct LandedDay {
    days: Arc<LandedDays>,
    date: NaiveDate,
    kept: Option<Vec<RecordBatch>>,
}

impl LandedDay {
    /// The rows of `date`.
    pub(crate) async fn open(days: Arc<LandedDays>, date: NaiveDate) -> Result<Self> {
        let mut day = Self {
            days,
            date,
            kept: None,
        };
        if day.days.bytes(date) <= KEPT_BYTES {
            let mut kept = Vec::with_capacity(day.parts());
            for part in 0..day.parts() {
                kept.push(day.part(part, None).await?);
            }
            day.kept = Some(kept);
        }
        Ok(day)
    }

    /// In how many pieces the rows come.
    pub(crate) fn parts(&self) -> usize {
        self.days.parts(self.date)
    }

    /// A piece: all columns, or at least those named.
    pub(crate) async fn part(&self, part: usize, columns: Option<&[&str]>) -> Result<RecordBatch> {
        if let Some(batch) = self.kept.as_ref().and_then(|kept| kept.get(part)) {
            return Ok(batch.clone());
        }
        let columns = columns.map(|names| super::identity::projection(self.days.schema(), names));
        let (days, date) = (Arc::clone(&self.days), self.date);
        tokio::task::spawn_blocking(move || days.load(date, part, columns.as_deref()))
            .await
            .map_err(|e| EngineError::Internal(format!("reading landed rows: {e}")))?
    }
}

/// What a day is written with.
pub(crate) struct DayMerge<'a> {
    pub(crate) book: &'a Book,
    pub(crate) table: &'a TableSpec,
    pub(crate) source: &'a str,
    pub(crate) landed_at: DateTime<Utc>,
    pub(crate) landed: &'a LandedDay,
    pub(crate) stored: &'a StoredDay,
    pub(crate) plan: &'a MergePlan,
}

impl DayMerge<'_> {
    /// Writes the day's new file.
    pub(crate) async fn write(&self) -> Result<WrittenFile> {
        let mut day = DayOutput {
            writer: DayWriter::try_new(self.book, self.table, self.landed.date)?,
            digest: DayDigest::default(),
        };
        if let Err(error) = self.write_rows(&mut day).await {
            day.writer.abort().await;
            return Err(error);
        }
        let tags = self.tags(&day.digest);
        Ok(day.writer.finish(tags).await?)
    }

    async fn write_rows(&self, day: &mut DayOutput) -> Result<()> {
        self.write_stored(day).await?;
        self.write_added(day).await
    }

    fn tags(&self, digest: &DayDigest) -> BTreeMap<String, String> {
        let tags = [
            (tags::FINGERPRINT, digest.finish()),
            (tags::INPUTS, format!("source={}", self.source)),
            (tags::NEXT_ORDINAL, self.plan.next_ordinal.to_string()),
            (tags::VERSION, env!("CARGO_PKG_VERSION").to_owned()),
        ];
        tags.map(|(key, value)| (key.to_owned(), value)).into()
    }

    /// The book's rows, the changed ones replaced in their places, those that left omitted.
    async fn write_stored(&self, day: &mut DayOutput) -> Result<()> {
        if self.stored.rows.is_empty() {
            return Ok(());
        }
        let (changed, changed_rows) = self.changed_rows().await?;
        let mut first = 0;
        let mut batches = self.stored.batches().await?;
        while let Some(batch) = batches.try_next().await? {
            let rows = first..first + batch.num_rows();
            let kept = rows.clone().filter(|row| !self.plan.removed.contains(row));
            let places: Vec<(usize, usize)> = kept
                .map(|row| match changed_rows.get(&row) {
                    Some(changed) => (1, *changed),
                    None => (0, row - rows.start),
                })
                .collect();
            let merged = interleave_record_batch(&[&batch, &changed], &places)?;
            day.write(&merged).await?;
            first = rows.end;
        }
        Ok(())
    }

    /// The landing's rows that replace stored ones, as rows of the table, and which stored row each replaces.
    async fn changed_rows(&self) -> Result<(RecordBatch, HashMap<usize, usize>)> {
        let schema = file_schema(self.table);
        let stored_of: HashMap<usize, usize> = self
            .plan
            .replaced
            .iter()
            .map(|(stored, landed)| (*landed, *stored))
            .collect();
        let mut changed = Vec::new();
        let mut changed_rows = HashMap::with_capacity(stored_of.len());
        let mut first = 0;
        for part in 0..self.landed.parts() {
            let fates = self.fates(part, first);
            let mut numbers = Vec::new();
            for row in fates.rows_with(Fate::Changed) {
                let stored = stored_of.get(&row).copied().ok_or_else(|| {
                    EngineError::Internal("a changed posting without its stored row".into())
                })?;
                changed_rows.insert(stored, changed_rows.len());
                numbers.push(self.stored.rows[stored].posting_no);
            }
            first = fates.end();
            if let Some(rows) = self.select(part, &fates, Fate::Changed, numbers).await? {
                changed.push(rows);
            }
        }
        Ok((concat_batches(&schema, &changed)?, changed_rows))
    }

    /// The landing's rows that are new, with the numbers that follow.
    async fn write_added(&self, day: &mut DayOutput) -> Result<()> {
        let mut first = 0;
        let mut number = self.plan.first_added_no;
        for part in 0..self.landed.parts() {
            let fates = self.fates(part, first);
            first = fates.end();
            let end = number + fates.rows_with(Fate::Added).count() as i64;
            let numbers = (number..end).collect();
            number = end;
            if let Some(rows) = self.select(part, &fates, Fate::Added, numbers).await? {
                day.write(&rows).await?;
            }
        }
        Ok(())
    }

    fn fates(&self, part: usize, first: usize) -> PartFates<'_> {
        let rows = self.landed.days.part_rows(self.landed.date, part);
        let end = (first + rows).min(self.plan.fates.len());
        PartFates {
            first,
            fates: &self.plan.fates[first..end],
        }
    }

    /// The rows of a part with one fate, as rows of the table; none if there are none.
    async fn select(
        &self,
        part: usize,
        fates: &PartFates<'_>,
        fate: Fate,
        numbers: Vec<i64>,
    ) -> Result<Option<RecordBatch>> {
        if numbers.is_empty() {
            return Ok(None);
        }
        let batch = self.landed.part(part, None).await?;
        let wanted: BooleanArray = fates.fates.iter().map(|own| Some(*own == fate)).collect();
        let rows = filter_record_batch(&batch, &wanted)?;
        complete(&rows, &file_schema(self.table), numbers, self.landed_at).map(Some)
    }
}

/// The fates of the rows of one part.
struct PartFates<'a> {
    first: usize,
    fates: &'a [Fate],
}

impl PartFates<'_> {
    /// One more than the part's last row.
    fn end(&self) -> usize {
        self.first + self.fates.len()
    }

    /// The rows, counted in the day, that have a fate.
    fn rows_with(&self, fate: Fate) -> impl Iterator<Item = usize> {
        let rows = self.fates.iter().enumerate();
        rows.filter(move |(_, own)| **own == fate)
            .map(|(row, _)| self.first + row)
    }
}

/// Parsed rows with their numbers and the time of landing.
fn complete(
    rows: &RecordBatch,
    schema: &SchemaRef,
    numbers: Vec<i64>,
    landed_at: DateTime<Utc>,
) -> Result<RecordBatch> {
    let numbers: ArrayRef = Arc::new(Int64Array::from(numbers));
    let times = vec![landed_at.timestamp_micros(); rows.num_rows()];
    let times: ArrayRef = Arc::new(TimestampMicrosecondArray::from(times).with_timezone("UTC"));
    let columns = schema
        .fields()
        .iter()
        .map(|field| match field.name().as_str() {
            "posting_no" => Ok(Arc::clone(&numbers)),
            "landed_at" => Ok(Arc::clone(&times)),
            name => rows.column_by_name(name).map(Arc::clone).ok_or_else(|| {
                EngineError::Internal(format!("parsed rows have no column `{name}`"))
            }),
        });
    let columns = columns.collect::<Result<Vec<_>>>()?;
    Ok(RecordBatch::try_new(SchemaRef::clone(schema), columns)?)
}

struct DayOutput {
    writer: DayWriter,
    digest: DayDigest,
}

impl DayOutput {
    async fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        self.digest.update(batch)?;
        Ok(self.writer.write(batch).await?)
    }
}

/// The fingerprint of a day of postings: a hash over the number and the content of each row, in order.
#[derive(Debug, Default)]
struct DayDigest(blake3::Hasher);

impl DayDigest {
    fn update(&mut self, batch: &RecordBatch) -> Result<()> {
        let contents = text_column(batch, "content_hash")?;
        let numbers = batch
            .column_by_name("posting_no")
            .and_then(|column| column.as_primitive_opt::<Int64Type>())
            .ok_or_else(|| EngineError::Internal("rows have no posting_no".into()))?;
        for (row, number) in numbers.values().iter().enumerate() {
            self.0.update(&number.to_le_bytes());
            if contents.is_valid(row) {
                self.0.update(contents.value(row).as_bytes());
            }
            self.0.update(b"\n");
        }
        Ok(())
    }

    fn finish(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}
