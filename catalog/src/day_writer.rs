//! Writes one day of a table to a new Parquet file.
//!
//! ```text
//! batches, sorted ──► columns by name, stored types ──► row groups ≤ 128 Ki rows, zstd ──► upload in parts
//!                                                        │ statistics for the Delta log
//!                       finish(tags) ──► WrittenFile { date=2016-01-05/<id>.parquet, rows, stats, tags }
//! ```
//!
//! The file belongs to no table until a commit names it: a writer that dies leaves a file that vacuum
//! removes. The same batches give the same bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::AsyncArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::SortingColumn;
use datafusion::parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use datafusion::parquet::schema::types::ColumnPath;
use object_store::buffered::BufWriter;
use object_store::path::Path;

use crate::book::Book;
use crate::error::{CatalogError, Result};
use crate::schema::{conform, day_folder, file_schema, storable_schema};
use crate::spec::{TableSpec, WrittenFile};
use crate::stats::FileStatistics;

const ROW_GROUP_ROWS: usize = 128 * 1024;
/// Bounds what a writer of long texts holds in memory.
const ROW_GROUP_BYTES: usize = 64 * 1024 * 1024;
/// One in a hundred lookups of an absent value opens the row group in vain.
const BLOOM_FILTER_FPP: f64 = 0.01;
const UPLOAD_PART_BYTES: usize = 8 * 1024 * 1024;

/// A day's file while it is written. Rows come sorted as the table says; the writer does not sort.
pub struct DayWriter {
    writer: AsyncArrowWriter<BufWriter>,
    schema: SchemaRef,
    statistics: FileStatistics,
    path: String,
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
            writer: open(book, object, &schema, spec)?,
            schema,
            statistics,
            path,
        })
    }

    /// Writes rows; `date` may be among their columns or not.
    pub async fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let batch = conform(batch, &self.schema)?;
        self.statistics.observe(&batch)?;
        self.writer.write(&batch).await.map_err(parquet_error)
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.statistics.rows()
    }

    /// Ends the file. Without a row it is the file of an *empty* day.
    pub async fn finish(mut self, tags: BTreeMap<String, String>) -> Result<WrittenFile> {
        // An upload that cannot be completed ends itself; it must not be aborted again.
        self.writer.finish().await.map_err(parquet_error)?;
        Ok(WrittenFile {
            size_bytes: self.writer.bytes_written() as u64,
            path: self.path,
            rows: self.statistics.rows(),
            stats: self.statistics.into_json()?,
            tags,
        })
    }

    /// Gives the file up and removes what was uploaded of it.
    pub async fn abort(self) {
        let Self { writer, path, .. } = self;
        if let Err(error) = writer.into_inner().abort().await {
            // Nothing refers to the parts; the store's own rules or vacuum remove them.
            tracing::debug!(path, %error, "an upload could not be aborted");
        }
    }
}

fn open(
    book: &Book,
    object: Path,
    schema: &SchemaRef,
    spec: &TableSpec,
) -> Result<AsyncArrowWriter<BufWriter>> {
    let store = Arc::clone(book.location().store());
    let sink = BufWriter::with_capacity(store, object, UPLOAD_PART_BYTES);
    let properties = properties(schema, spec)?.build();
    AsyncArrowWriter::try_new(sink, Arc::clone(schema), Some(properties)).map_err(parquet_error)
}

fn properties(schema: &Schema, spec: &TableSpec) -> Result<WriterPropertiesBuilder> {
    let level = ZstdLevel::try_new(3).map_err(parquet_error)?;
    let mut properties = WriterProperties::builder()
        // Not the library's version: an upgrade that changes no byte of data should change no byte at all.
        .set_created_by("daybook".to_owned())
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_sorting_columns(sorting_columns(schema, &spec.sort_by));
    for name in &spec.bloom_filter_on {
        let column = ColumnPath::from(name.as_str());
        properties = properties
            .set_column_bloom_filter_enabled(column.clone(), true)
            .set_column_bloom_filter_fpp(column.clone(), BLOOM_FILTER_FPP)
            // An upper bound: the filter is folded to the values it really holds.
            .set_column_bloom_filter_max_ndv(column, ROW_GROUP_ROWS as u64);
    }
    Ok(properties)
}

/// Parquet counts leaf columns, so the order can be declared only as far as no nested column precedes.
fn sorting_columns(schema: &Schema, sort_by: &[String]) -> Option<Vec<SortingColumn>> {
    let fields = schema.fields();
    let flat = fields
        .iter()
        .take_while(|field| !field.data_type().is_nested())
        .count();
    let columns: Vec<SortingColumn> = sort_by
        .iter()
        .map_while(|name| {
            fields
                .iter()
                .take(flat)
                .position(|field| field.name() == name)
        })
        .map(|index| SortingColumn {
            column_idx: index as i32,
            descending: false,
            nulls_first: false,
        })
        .collect();
    (!columns.is_empty()).then_some(columns)
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
