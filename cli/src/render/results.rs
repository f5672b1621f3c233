//! Rows of a query, written in a format as they come: nothing but a table's first rows is ever held.
//!
//! ```text
//! stream ──batch──► sink (table | csv | json | jsonl | markdown | parquet) ──► writer
//! ```

use std::io::Write;

use clap::ValueEnum;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::execution::SendableRecordBatchStream;
use futures::TryStreamExt;

use super::csv::CsvSink;
use super::json::JsonSink;
use super::markdown::MarkdownSink;
use super::parquet::ParquetSink;
use super::rows_table::TableSink;
use crate::failure::Result;
use crate::screen::Screen;

/// A format of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A drawn table, for people
    Table,
    /// Comma-separated, with a header; lists and structs as JSON
    Csv,
    /// One JSON array of objects
    Json,
    /// One JSON object per line
    Jsonl,
    /// Parquet, zstd-compressed
    Parquet,
    /// A Markdown table
    Markdown,
}

/// How rows are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawing {
    /// The format.
    pub(crate) format: Format,
    /// Rows of a table before it is cut; none for all.
    pub(crate) max_rows: Option<usize>,
    /// What it is looked at with.
    pub(crate) screen: Screen,
}

/// Takes rows batch by batch.
pub(crate) trait RowSink: Send {
    /// Writes a batch.
    fn write(&mut self, batch: &RecordBatch) -> Result<()>;

    /// Whether more rows are of use.
    fn wants_more(&self) -> bool {
        true
    }

    /// All rows are here.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Writes a stream of rows; gives how many.
pub(crate) async fn write_rows(
    mut rows: SendableRecordBatchStream,
    drawing: Drawing,
    out: &mut (dyn Write + Send),
) -> Result<u64> {
    let mut sink = sink(drawing, rows.schema(), out)?;
    let mut written = 0;
    while sink.wants_more() {
        let Some(batch) = rows.try_next().await? else {
            break;
        };
        written += batch.num_rows() as u64;
        sink.write(&batch)?;
    }
    sink.finish()?;
    out.flush()?;
    Ok(written)
}

fn sink<'a>(
    drawing: Drawing,
    schema: SchemaRef,
    out: &'a mut (dyn Write + Send),
) -> Result<Box<dyn RowSink + 'a>> {
    Ok(match drawing.format {
        Format::Table => Box::new(TableSink::new(&schema, drawing, out)),
        Format::Csv => Box::new(CsvSink::try_new(&schema, out)?),
        Format::Json => Box::new(JsonSink::array(out)),
        Format::Jsonl => Box::new(JsonSink::lines(out)),
        Format::Parquet => Box::new(ParquetSink::try_new(schema, out)?),
        Format::Markdown => Box::new(MarkdownSink::try_new(&schema, out)?),
    })
}

#[cfg(test)]
mod tests;
