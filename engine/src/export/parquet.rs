//! Parquet: every type as it is, zstd, with statistics.
//!
//! ```text
//! batches ─► row groups ─► drained after every batch ─► footer at the end
//! ```

use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::WriterProperties;
use parking_lot::Mutex;

use super::{Encoder, ExportFormat};
use crate::error::{EngineError, Result};

pub(super) const FORMAT: ExportFormat = ExportFormat {
    name: "parquet",
    extension: "parquet",
    encoder,
};

/// What the writer has written and nobody has taken yet.
#[derive(Clone, Default)]
struct Drain(Arc<Mutex<Vec<u8>>>);

impl Write for Drain {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct ParquetEncoder {
    drain: Drain,
    writer: ArrowWriter<Drain>,
}

fn encoder(schema: &SchemaRef) -> Result<Box<dyn Encoder>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("daybook".to_owned())
        .build();
    let drain = Drain::default();
    let writer = ArrowWriter::try_new(drain.clone(), SchemaRef::clone(schema), Some(properties))
        .map_err(parquet_error)?;
    Ok(Box::new(ParquetEncoder { drain, writer }))
}

fn parquet_error(error: ParquetError) -> EngineError {
    EngineError::from(datafusion::error::DataFusionError::from(error))
}

impl Encoder for ParquetEncoder {
    fn encode(&mut self, batch: &RecordBatch, out: &mut Vec<u8>) -> Result<()> {
        self.writer.write(batch).map_err(parquet_error)?;
        out.append(&mut self.drain.0.lock());
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()> {
        self.writer.finish().map_err(parquet_error)?;
        out.append(&mut self.drain.0.lock());
        Ok(())
    }
}
