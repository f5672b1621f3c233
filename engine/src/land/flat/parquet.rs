//! Parquet: columns keep their types; columns that the mapping does not use go to `extra` as JSON.
//!
//! ```text
//! id: Int64, posted: Date32, tags: List<Utf8>   ─mapping uses id, posted─►   extra {"tags":["a","b"]}
//! ```

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::parquet::arrow::ParquetRecordBatchStreamBuilder;
use datafusion::parquet::arrow::async_reader::{self, AsyncFileReader};
use datafusion::parquet::errors::ParquetError;
use futures::StreamExt;
use futures::stream::BoxStream;

use super::RowPlace;
use crate::error::Result;
use crate::land::inputs::{InputObject, Origin};
use crate::land::mapping::BoundSchema;
use crate::land::parse::ChunkBuilder;

/// Rows at a time.
const BATCH_ROWS: usize = 4096;

/// The rows of a file, and their columns.
pub(crate) async fn rows(object: &InputObject) -> Result<Rows, ParquetError> {
    match &object.origin {
        Origin::Pipe(_) => Err(ParquetError::General(
            "Parquet is read from its end: name a file, not a pipe".to_owned(),
        )),
        Origin::File(path) => stream(tokio::fs::File::open(path).await?).await,
        #[expect(
            deprecated,
            reason = "the way to read ranges of an object that this parquet has"
        )]
        Origin::Stored { store, path } => {
            let reader = async_reader::ParquetObjectReader::new(Arc::clone(store), path.clone());
            stream(reader.with_file_size(object.size)).await
        }
    }
}

/// A file's rows as they come.
pub(crate) struct Rows {
    /// The file's columns.
    pub(crate) schema: SchemaRef,
    /// Batches of rows.
    pub(crate) batches: BoxStream<'static, Result<RecordBatch, ParquetError>>,
}

async fn stream(file: impl AsyncFileReader + Unpin + 'static) -> Result<Rows, ParquetError> {
    let builder = ParquetRecordBatchStreamBuilder::new(file).await?;
    let rows = builder.with_batch_size(BATCH_ROWS).build()?;
    Ok(Rows {
        schema: Arc::clone(rows.schema()),
        batches: rows.boxed(),
    })
}

/// Parses rows.
pub(crate) fn parse(
    bound: &BoundSchema,
    batch: &RecordBatch,
    first_row: i64,
    chunk: &mut ChunkBuilder,
) -> Result<()> {
    let extras = json_members(&batch.project(&bound.unused)?)?;
    let places = extras.into_iter().zip(first_row..).enumerate();
    let places = places
        .map(|(record, (extra, line))| RowPlace {
            line,
            record,
            extra,
        })
        .collect();
    let input = bound.input_of(batch)?;
    bound
        .program
        .add_rows(&input, places, chunk, |number| raw_row(batch, number));
    Ok(())
}

/// A row as a JSON object, for `rejects`.
fn raw_row(batch: &RecordBatch, row: usize) -> Cow<'static, [u8]> {
    let members = json_members(&batch.slice(row, 1)).unwrap_or_default();
    let members = members.first().map_or("", String::as_str);
    Cow::Owned(format!("{{{members}}}").into_bytes())
}

/// Each row as the members of a JSON object; nulls are left out.
pub(crate) fn json_members(batch: &RecordBatch) -> Result<Vec<String>, ArrowError> {
    if batch.num_columns() == 0 {
        return Ok(vec![String::new(); batch.num_rows()]);
    }
    let mut writer = datafusion::arrow::json::LineDelimitedWriter::new(Vec::new());
    writer.write(batch)?;
    writer.finish()?;
    let text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    let inner = |line: &str| {
        line.strip_prefix('{')
            .and_then(|line| line.strip_suffix('}'))
            .unwrap_or(line)
            .to_owned()
    };
    Ok(text.lines().map(inner).collect())
}
