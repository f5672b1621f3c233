//! A day as the book holds it, read for a merge: first three columns, then, if something changed, the rows whole.
//!
//! ```text
//! date=2016-01-05/a.parquet ─┬─ posting_id, posting_no, content_hash ─► StoredDay.rows (by posting number)
//! date=2016-01-05/b.parquet ─┘  every column ─► batches() in the same order
//! ```
//!
//! Days that Daybook wrote are one file, sorted. Another program may have left several, in any order, with
//! columns missing or of a neighbouring type; they are read as the table declares them.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, RecordBatch, UInt64Array, new_null_array,
};
use datafusion::arrow::compute::{cast, concat_batches, take_record_batch};
use datafusion::arrow::datatypes::{Int64Type, Schema, SchemaRef};
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::async_reader::ParquetRecordBatchStreamBuilder;
use datafusion::parquet::errors::ParquetError;
use daybook_catalog::{Book, CatalogError, DayFile, TableSpec, tags};
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path;

use super::identity::{text_column, text_key};
use super::merge::StoredRow;
use super::object_reader::ObjectReader;
use crate::error::{EngineError, Result};

/// Rows of a batch that is read.
const BATCH_ROWS: usize = 8 * 1024;

/// Batches of a file or a day.
pub(crate) type Batches = BoxStream<'static, Result<RecordBatch>>;

/// The columns that a day's files hold: those of the table without `date`, which is in the folder's name.
pub(crate) fn file_schema(table: &TableSpec) -> SchemaRef {
    let fields = table.schema.fields().iter();
    let kept = fields
        .filter(|field| field.name() != "date")
        .map(Arc::clone);
    Arc::new(Schema::new(kept.collect::<Vec<_>>()))
}

/// A file of a day.
#[derive(Debug, Clone)]
pub(crate) struct StoredFile {
    reader: ObjectReader,
    schema: SchemaRef,
}

impl StoredFile {
    /// The file of a table's day.
    pub(crate) fn new(book: &Book, table: &TableSpec, file: &DayFile) -> Self {
        let relative = format!("{}/{}", table.name.folder(), file.path);
        let reader = ObjectReader {
            store: Arc::clone(book.location().store()),
            path: book.location().child(&relative),
            size_bytes: file.size_bytes,
        };
        Self {
            reader,
            schema: file_schema(table),
        }
    }

    /// Its rows: all columns, or those named.
    pub(crate) async fn read(&self, columns: Option<&[&str]>) -> Result<Batches> {
        let schema = match columns {
            None => SchemaRef::clone(&self.schema),
            Some(names) => Arc::new(
                self.schema
                    .project(&super::identity::projection(&self.schema, names))?,
            ),
        };
        let path = self.reader.path.clone();
        let builder = ParquetRecordBatchStreamBuilder::new(self.reader.clone())
            .await
            .map_err(|e| unreadable(&path, e))?;
        let roots = builder.schema().fields().iter().enumerate();
        let roots = roots.filter(|(_, field)| schema.index_of(field.name()).is_ok());
        let roots: Vec<usize> = roots.map(|(root, _)| root).collect();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let batches = builder
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(|e| unreadable(&path, e))?;
        let conforming = batches.map(move |batch| {
            let batch = batch.map_err(|e| unreadable(&path, e))?;
            conform(&batch, &schema)
        });
        Ok(conforming.boxed())
    }
}

/// A store that does not answer is not a damaged file.
fn unreadable(path: &Path, error: ParquetError) -> EngineError {
    match error {
        ParquetError::External(source) => match source.downcast::<object_store::Error>() {
            Ok(refused) => EngineError::Storage(*refused),
            Err(other) => damaged(path, other.to_string()),
        },
        other => damaged(path, other.to_string()),
    }
}

fn damaged(path: &Path, reason: String) -> EngineError {
    EngineError::Catalog(CatalogError::Damaged {
        object: path.to_string(),
        reason,
    })
}

/// The batch with the columns of `schema`, in its order and types; what it lacks is null.
fn conform(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch> {
    let columns = schema.fields().iter().map(|field| {
        let Some(column) = batch.column_by_name(field.name()) else {
            return Ok(new_null_array(field.data_type(), batch.num_rows()));
        };
        if column.data_type() == field.data_type() {
            return Ok(ArrayRef::clone(column));
        }
        Ok(cast(column, field.data_type())?)
    });
    let columns = columns.collect::<Result<Vec<_>>>()?;
    Ok(RecordBatch::try_new(SchemaRef::clone(schema), columns)?)
}

/// A day of `postings` that the book holds; a day that it does not hold has no rows.
#[derive(Debug)]
pub(crate) struct StoredDay {
    files: Vec<StoredFile>,
    schema: SchemaRef,
    /// Where the rows stand in the files, by posting number, unless they stand in that order.
    order: Option<Vec<u64>>,
    /// The rows by posting number.
    pub(crate) rows: Vec<StoredRow>,
    /// The next ordinal that the files record.
    pub(crate) next_ordinal: u64,
}

impl StoredDay {
    /// Reads who is in a day.
    pub(crate) async fn open(book: &Book, table: &TableSpec, day: &[Arc<DayFile>]) -> Result<Self> {
        let files: Vec<_> = day
            .iter()
            .map(|file| StoredFile::new(book, table, file))
            .collect();
        let mut rows = Vec::new();
        for file in &files {
            let columns = ["posting_no", "posting_id", "content_hash"];
            let mut batches = file.read(Some(&columns)).await?;
            while let Some(batch) = batches.try_next().await? {
                read_rows(&batch, &mut rows)?;
            }
        }
        let recorded = day
            .iter()
            .filter_map(|file| file.tags.get(tags::NEXT_ORDINAL));
        let next_ordinal = recorded.filter_map(|text| text.parse().ok()).max();
        let order = order_of(&rows);
        if let Some(order) = &order {
            rows = order.iter().map(|row| rows[*row as usize]).collect();
        }
        Ok(Self {
            files,
            schema: file_schema(table),
            order,
            rows,
            next_ordinal: next_ordinal.unwrap_or(0),
        })
    }

    /// The rows whole, by posting number.
    pub(crate) async fn batches(&self) -> Result<Batches> {
        let batches = stream::iter(self.files.clone())
            .then(read_whole)
            .try_flatten();
        let Some(order) = &self.order else {
            return Ok(batches.boxed());
        };
        let all = concat_batches(&self.schema, &batches.try_collect::<Vec<_>>().await?)?;
        let sorted = take_record_batch(&all, &UInt64Array::from(order.clone()))?;
        Ok(stream::iter([Ok(sorted)]).boxed())
    }
}

async fn read_whole(file: StoredFile) -> Result<Batches> {
    file.read(None).await
}

fn read_rows(batch: &RecordBatch, rows: &mut Vec<StoredRow>) -> Result<()> {
    let ids = text_column(batch, "posting_id")?;
    let contents = text_column(batch, "content_hash")?;
    let numbers = batch
        .column_by_name("posting_no")
        .and_then(|column| column.as_primitive_opt::<Int64Type>())
        .ok_or_else(|| EngineError::Internal("stored rows have no posting_no".into()))?;
    for row in 0..batch.num_rows() {
        let key = |column: &datafusion::arrow::array::StringArray| {
            column.is_valid(row).then(|| text_key(column.value(row)))
        };
        rows.push(StoredRow {
            posting_no: numbers.value(row),
            id: key(ids),
            content: key(contents),
        });
    }
    Ok(())
}

/// The order by posting number, where the rows do not stand in it.
fn order_of(rows: &[StoredRow]) -> Option<Vec<u64>> {
    if rows.is_sorted_by_key(|row| row.posting_no) {
        return None;
    }
    let mut order: Vec<u64> = (0..rows.len() as u64).collect();
    order.sort_by_key(|row| rows[*row as usize].posting_no);
    Some(order)
}
