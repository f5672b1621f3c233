//! Parquet: columns keep their types; columns that the mapping does not use go to `extra` as JSON.
//!
//! ```text
//! id: Int64, posted: Date32, tags: List<Utf8>   ─mapping uses id, posted─►   extra {"tags":["a","b"]}
//! ```

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::error::ArrowError;
use datafusion::parquet::arrow::ParquetRecordBatchStreamBuilder;
use datafusion::parquet::arrow::async_reader::ParquetRecordBatchStream;
use datafusion::parquet::errors::ParquetError;

use super::RowPlace;
use crate::error::Result;
use crate::land::inputs::{InputObject, Origin};
use crate::land::mapping::BoundSchema;
use crate::land::parse::ChunkBuilder;

/// Rows at a time.
const BATCH_ROWS: usize = 4096;

/// The rows of a file.
pub(crate) async fn rows(
    object: &InputObject,
) -> Result<ParquetRecordBatchStream<tokio::fs::File>, ParquetError> {
    let Origin::File(path) = &object.origin;
    let file = tokio::fs::File::open(path).await?;
    let builder = ParquetRecordBatchStreamBuilder::new(file).await?;
    builder.with_batch_size(BATCH_ROWS).build()
}

/// Parses rows.
pub(crate) fn parse(
    bound: &BoundSchema,
    batch: &RecordBatch,
    first_row: i64,
    chunk: &mut ChunkBuilder,
) -> Result<()> {
    let extras = json_members(&batch.project(&bound.unused)?)?;
    let raws = json_members(batch)?;
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
        .add_rows(&input, places, chunk, |number| raws[number].as_bytes());
    Ok(())
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
