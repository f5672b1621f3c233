//! CSV: a header, nulls empty, lists and structs as JSON.

use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv::{Writer, WriterBuilder};
use datafusion::arrow::datatypes::SchemaRef;

use super::nested;
use super::results::RowSink;
use crate::failure::Result;

/// Writes CSV.
pub(crate) struct CsvSink<'a> {
    writer: Writer<&'a mut (dyn Write + Send)>,
}

impl<'a> CsvSink<'a> {
    /// Begins with the header, so that a result without rows has one too.
    pub(crate) fn try_new(schema: SchemaRef, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let mut writer = WriterBuilder::new().with_header(true).build(out);
        let schema = Arc::new(nested::flattened_schema(&schema));
        writer.write(&RecordBatch::new_empty(schema))?;
        Ok(Self { writer })
    }
}

impl RowSink for CsvSink<'_> {
    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        Ok(self.writer.write(&nested::flattened(batch)?)?)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}
