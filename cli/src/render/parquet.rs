//! Parquet, compressed with zstd.

use std::io::Write;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

use super::results::RowSink;
use crate::failure::Result;

/// Rows of a row group: it is held in memory until it is whole.
const ROW_GROUP_ROWS: usize = 128 * 1024;

/// Writes Parquet.
pub(crate) struct ParquetSink<'a> {
    writer: ArrowWriter<&'a mut (dyn Write + Send)>,
}

impl<'a> ParquetSink<'a> {
    /// Begins a file.
    pub(crate) fn try_new(schema: SchemaRef, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .build();
        Ok(Self {
            writer: ArrowWriter::try_new(out, schema, Some(properties))?,
        })
    }
}

impl RowSink for ParquetSink<'_> {
    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        Ok(self.writer.write(batch)?)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.writer.close()?;
        Ok(())
    }
}
