//! Writes one day of a table to a new Parquet file.
//!
//! ```text
//! batches, sorted ──► columns by name, stored types ──► held while the day is small
//!                                │                          │ it ends: a file laid out for what it holds
//!                                │ statistics               │ it grows: row groups ≤ 128 Ki rows, upload in parts
//!                                ▼                          ▼
//!             finish(tags) ──► WrittenFile { date=2016-01-05/<id>.parquet, rows, stats, tags }
//! ```
//!
//! The file belongs to no table until a commit names it: a writer that dies leaves a file that vacuum
//! removes. The same rows in the same batches give the same bytes.

mod layout;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::AsyncArrowWriter;
use datafusion::parquet::arrow::arrow_writer::ArrowWriterOptions;
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::WriterProperties;
use object_store::ObjectStore;
use object_store::buffered::BufWriter;
use object_store::path::Path;

use self::layout::{SMALL_DAY_BYTES, SMALL_DAY_ROWS, column_bytes, large_day, small_day};
use crate::book::Book;
use crate::error::{CatalogError, Result};
use crate::schema::{conform, day_folder, file_schema, storable_schema};
use crate::spec::{TableSpec, WrittenFile};
use crate::stats::FileStatistics;

const UPLOAD_PART_BYTES: usize = 8 * 1024 * 1024;

/// A day's file while it is written. Rows come sorted as the table says; the writer does not sort.
pub struct DayWriter {
    spec: TableSpec,
    schema: SchemaRef,
    statistics: FileStatistics,
    store: Arc<dyn ObjectStore>,
    object: Path,
    path: String,
    state: State,
}

enum State {
    /// A day that may end small.
    Small {
        batches: Vec<RecordBatch>,
        bytes: usize,
    },
    /// A day that has outgrown that.
    Large(Box<AsyncArrowWriter<BufWriter>>),
}

impl State {
    fn small() -> Self {
        Self::Small {
            batches: Vec::new(),
            bytes: 0,
        }
    }
}

impl std::fmt::Debug for DayWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DayWriter")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl DayWriter {
    /// A writer of a new file for this day.
    pub fn try_new(book: &Book, spec: &TableSpec, date: NaiveDate) -> Result<Self> {
        let schema = file_schema(storable_schema(&spec.schema)?.as_ref());
        let path = format!("{}/{}.parquet", day_folder(date), book.env().ids.next_id());
        let object = book
            .location()
            .child(&format!("{}/{path}", spec.name.folder()));
        let statistics = FileStatistics::try_new(&schema, &spec.sort_by)?;
        Ok(Self {
            spec: spec.clone(),
            schema,
            statistics,
            store: Arc::clone(book.location().store()),
            object,
            path,
            state: State::small(),
        })
    }

    /// Writes rows; `date` may be among their columns or not.
    pub async fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let batch = conform(batch, &self.schema)?;
        self.statistics.observe(&batch)?;
        match &mut self.state {
            State::Large(writer) => return writer.write(&batch).await.map_err(parquet_error),
            State::Small { batches, bytes } => {
                let columns = 0..batch.num_columns();
                *bytes += columns
                    .map(|column| column_bytes(&batch, column))
                    .sum::<usize>();
                batches.push(batch);
                let rows = self.statistics.rows() as usize;
                if rows <= SMALL_DAY_ROWS && *bytes <= SMALL_DAY_BYTES {
                    return Ok(());
                }
            }
        }
        self.outgrow().await
    }

    /// Writes what was held, and goes on with what comes.
    async fn outgrow(&mut self) -> Result<()> {
        if let State::Small { batches, .. } = std::mem::replace(&mut self.state, State::small()) {
            let properties = large_day(&self.schema, &self.spec).map_err(parquet_error)?;
            let writer = self.open(properties)?;
            self.state = State::Large(Box::new(written(writer, batches).await?));
        }
        Ok(())
    }

    fn open(&self, properties: WriterProperties) -> Result<AsyncArrowWriter<BufWriter>> {
        let sink = BufWriter::with_capacity(
            Arc::clone(&self.store),
            self.object.clone(),
            UPLOAD_PART_BYTES,
        );
        // The stored types are those that Parquet itself can tell: a copy of Arrow's schema in each file is
        // a kilobyte to write and to read.
        let options = ArrowWriterOptions::new()
            .with_properties(properties)
            .with_skip_arrow_metadata(true);
        AsyncArrowWriter::try_new_with_options(sink, Arc::clone(&self.schema), options)
            .map_err(parquet_error)
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.statistics.rows()
    }

    /// Ends the file. Without a row it is the file of an *empty* day.
    pub async fn finish(mut self, tags: BTreeMap<String, String>) -> Result<WrittenFile> {
        let state = std::mem::replace(&mut self.state, State::small());
        let mut writer = match state {
            State::Large(writer) => writer,
            State::Small { batches, .. } => {
                let properties = small_day(&self.schema, &self.spec, &batches);
                let writer = self.open(properties.map_err(parquet_error)?)?;
                Box::new(written(writer, batches).await?)
            }
        };
        // An upload that cannot be completed ends itself; it must not be aborted again.
        writer.finish().await.map_err(parquet_error)?;
        Ok(WrittenFile {
            size_bytes: writer.bytes_written() as u64,
            path: self.path,
            rows: self.statistics.rows(),
            stats: self.statistics.into_json()?,
            tags,
        })
    }

    /// Gives the file up and removes what was uploaded of it.
    pub async fn abort(self) {
        let Self { state, path, .. } = self;
        let State::Large(writer) = state else {
            return;
        };
        if let Err(error) = writer.into_inner().abort().await {
            // Nothing refers to the parts; the store's own rules or vacuum remove them.
            tracing::debug!(path, %error, "an upload could not be aborted");
        }
    }
}

async fn written(
    mut writer: AsyncArrowWriter<BufWriter>,
    batches: Vec<RecordBatch>,
) -> Result<AsyncArrowWriter<BufWriter>> {
    for batch in batches {
        writer.write(&batch).await.map_err(parquet_error)?;
    }
    Ok(writer)
}

fn parquet_error(error: ParquetError) -> CatalogError {
    match error {
        ParquetError::External(inner) => match inner.downcast::<object_store::Error>() {
            Ok(storage) => CatalogError::Storage(*storage),
            Err(other) => DataFusionError::External(other).into(),
        },
        other => DataFusionError::from(other).into(),
    }
}

#[cfg(test)]
mod tests;
