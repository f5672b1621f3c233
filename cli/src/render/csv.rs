//! CSV: a header, nulls empty, lists and structs as JSON.

use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv::WriterBuilder;
use datafusion::arrow::datatypes::Schema;

use super::nested;
use super::results::RowSink;
use crate::failure::Result;

/// Writes CSV.
pub(crate) struct CsvSink<'a> {
    out: &'a mut (dyn Write + Send),
    /// A batch as text. Arrow's writer turns an error of `out` into words, and whether the reader has gone
    /// could no longer be told: so it writes here.
    text: Vec<u8>,
}

impl<'a> CsvSink<'a> {
    /// Begins with the header, so that a result without rows has one too.
    pub(crate) fn try_new(schema: &Schema, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let mut sink = Self {
            out,
            text: Vec::new(),
        };
        let schema = Arc::new(nested::flattened_schema(schema));
        sink.write_text(&RecordBatch::new_empty(schema), true)?;
        Ok(sink)
    }

    fn write_text(&mut self, batch: &RecordBatch, with_header: bool) -> Result<()> {
        self.text.clear();
        WriterBuilder::new()
            .with_header(with_header)
            .build(&mut self.text)
            .write(batch)?;
        Ok(self.out.write_all(&self.text)?)
    }
}

impl RowSink for CsvSink<'_> {
    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.write_text(&nested::flattened(batch)?, false)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}
