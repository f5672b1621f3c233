//! Export: the rows of a query as one file, in a local folder or an object store.
//!
//! ```text
//! stream of batches ─► Encoder (csv, parquet) ─► parts ─► title_count/2016Q1.csv
//!                                                         all of it or nothing, same rows ─► same bytes
//! ```
//!
//! The file appears whole at the end: locally a temporary file beside it is renamed, in S3 the multipart upload completes.
//! A new format is one file here and one line in [`formats`].

mod csv;
mod parquet;
mod readme;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::execution::SendableRecordBatchStream;
use futures::StreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};

use crate::error::{EngineError, Result};

pub use readme::{ColumnDescription, DatasetDescription, DatasetTotals, readme, root_readme};

/// Bytes encoded before they are handed to the upload.
const PART_BYTES: usize = 5 << 20;

/// Parts in flight at once.
const PARTS_IN_FLIGHT: usize = 4;

/// Where a file goes.
#[derive(Debug, Clone)]
pub struct ExportDestination {
    /// The store.
    pub store: Arc<dyn ObjectStore>,
    /// The file's path in it.
    pub path: Path,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// Its path in the store.
    pub path: Path,
    /// Rows, the header not counted.
    pub rows: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// BLAKE3 of its bytes, 64 hex digits.
    pub blake3: String,
}

/// A format that can be written.
#[derive(Debug, Clone, Copy)]
pub struct ExportFormat {
    /// Its name in statements and commands.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    encoder: fn(&SchemaRef) -> Result<Box<dyn Encoder>>,
}

/// The formats that can be written.
pub fn formats() -> &'static [ExportFormat] {
    &[csv::FORMAT, parquet::FORMAT]
}

/// A format by name.
pub fn format(name: &str) -> Result<&'static ExportFormat> {
    let wanted = name.to_ascii_lowercase();
    formats()
        .iter()
        .find(|format| format.name == wanted)
        .ok_or_else(|| {
            let known: Vec<&str> = formats().iter().map(|format| format.name).collect();
            EngineError::NotFound(format!(
                "no export format '{name}'; the formats are {}",
                known.join(", ")
            ))
        })
}

/// Turns batches into the bytes of a file.
trait Encoder: Send {
    /// Encodes a batch into `out`.
    fn encode(&mut self, batch: &RecordBatch, out: &mut Vec<u8>) -> Result<()>;
    /// Writes what is left, at the end.
    fn finish(&mut self, out: &mut Vec<u8>) -> Result<()>;
}

/// Writes the rows of `stream` to `destination`. On a failure nothing appears there, and an older file stays.
pub async fn export_stream(
    format: &ExportFormat,
    stream: SendableRecordBatchStream,
    destination: &ExportDestination,
) -> Result<ExportedFile> {
    let mut encoder = (format.encoder)(&stream.schema())?;
    let upload = destination.store.put_multipart(&destination.path).await?;
    let mut upload = WriteMultipart::new_with_chunk_size(upload, PART_BYTES);
    let mut written = Written::default();
    match pump(stream, encoder.as_mut(), &mut upload, &mut written).await {
        Ok(()) => {
            upload.finish().await?;
            Ok(ExportedFile {
                path: destination.path.clone(),
                rows: written.rows,
                bytes: written.bytes,
                blake3: written.hasher.finalize().to_hex().to_string(),
            })
        }
        Err(error) => {
            // The first error is the one to tell; an upload that cannot even be aborted is swept by the store.
            if let Err(abort) = upload.abort().await {
                tracing::warn!(path = %destination.path, %abort, "an export could not be aborted");
            }
            Err(error)
        }
    }
}

#[derive(Default)]
struct Written {
    rows: u64,
    bytes: u64,
    hasher: blake3::Hasher,
}

impl Written {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hasher.update(bytes);
    }
}

async fn pump(
    mut stream: SendableRecordBatchStream,
    encoder: &mut dyn Encoder,
    upload: &mut WriteMultipart,
    written: &mut Written,
) -> Result<()> {
    let mut buffer = Vec::new();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        written.rows += batch.num_rows() as u64;
        encoder.encode(&batch, &mut buffer)?;
        if buffer.len() >= PART_BYTES {
            send(&mut buffer, upload, written).await?;
        }
    }
    encoder.finish(&mut buffer)?;
    send(&mut buffer, upload, written).await
}

async fn send(
    buffer: &mut Vec<u8>,
    upload: &mut WriteMultipart,
    written: &mut Written,
) -> Result<()> {
    upload.wait_for_capacity(PARTS_IN_FLIGHT).await?;
    written.add(buffer);
    upload.put(std::mem::take(buffer).into());
    Ok(())
}
