//! Rows that do not fit in memory, in temporary files.
//!
//! ```text
//! SpillWriter ─ write(batch) ─► Arrow IPC file, lz4, without a name ─ finish ─► SpillFile
//!                                                                               └ read(block 17, [posting_id]) ─► batch
//! ```
//!
//! A file has no name in the folder of temporary files, so it vanishes with the process, however that ends.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::buffer::Buffer;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::ipc::reader::{FileDecoder, read_footer_length};
use datafusion::arrow::ipc::writer::{FileWriter, IpcWriteOptions};
use datafusion::arrow::ipc::{Block, CompressionType, MetadataVersion, root_as_footer};
use parking_lot::Mutex;

use crate::error::{EngineError, Result};

/// Length of the end of an Arrow IPC file: footer length and magic word.
const TAIL_BYTES: usize = 10;

/// Writes one temporary file.
pub(crate) struct SpillWriter {
    schema: SchemaRef,
    writer: FileWriter<BufWriter<File>>,
}

impl SpillWriter {
    /// A new temporary file for batches of `schema`.
    pub(crate) fn try_new(schema: &SchemaRef) -> Result<Self> {
        let file = tempfile::tempfile().map_err(temporary)?;
        let options =
            IpcWriteOptions::default().try_with_compression(Some(CompressionType::LZ4_FRAME))?;
        let buffered = BufWriter::with_capacity(1 << 20, file);
        let writer = FileWriter::try_new_with_options(buffered, schema, options)?;
        Ok(Self {
            schema: SchemaRef::clone(schema),
            writer,
        })
    }

    /// Writes the next block; blocks are counted from 0.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        Ok(self.writer.write(batch)?)
    }

    /// Ends the file, which can be read from now on.
    pub(crate) fn finish(self) -> Result<SpillFile> {
        let buffered = self.writer.into_inner()?;
        let mut file = buffered
            .into_inner()
            .map_err(|e| temporary(e.into_error()))?;
        let blocks = read_blocks(&mut file)?;
        Ok(SpillFile {
            schema: self.schema,
            file: Mutex::new(file),
            blocks,
        })
    }
}

/// A finished temporary file; its blocks can be read in any order, by several readers.
#[derive(Debug)]
pub(crate) struct SpillFile {
    schema: SchemaRef,
    file: Mutex<File>,
    blocks: Vec<Block>,
}

impl SpillFile {
    /// Number of blocks.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// Reads one block: all columns, or those of `projection` (ascending).
    pub(crate) fn read(&self, block: usize, projection: Option<&[usize]>) -> Result<RecordBatch> {
        let block = self
            .blocks
            .get(block)
            .ok_or_else(|| EngineError::Internal(format!("temporary file has no block {block}")))?;
        let bytes = self.read_block(block)?;
        let schema = SchemaRef::clone(&self.schema);
        let mut decoder = FileDecoder::new(schema, MetadataVersion::V5);
        if let Some(projection) = projection {
            decoder = decoder.with_projection(projection.to_vec());
        }
        decoder
            .read_record_batch(block, &Buffer::from_vec(bytes))?
            .ok_or_else(|| EngineError::Internal("temporary file: a block without rows".into()))
    }

    fn read_block(&self, block: &Block) -> Result<Vec<u8>> {
        let length = i64::from(block.metaDataLength()) + block.bodyLength();
        let (Ok(start), Ok(length)) = (u64::try_from(block.offset()), usize::try_from(length))
        else {
            return Err(EngineError::Internal("temporary file: bad block".into()));
        };
        let mut bytes = vec![0; length];
        let mut file = self.file.lock();
        file.seek(SeekFrom::Start(start)).map_err(temporary)?;
        file.read_exact(&mut bytes).map_err(temporary)?;
        Ok(bytes)
    }
}

/// Where the blocks of a file begin, from its footer.
fn read_blocks(file: &mut File) -> Result<Vec<Block>> {
    let mut tail = [0; TAIL_BYTES];
    let tail_start = file
        .seek(SeekFrom::End(-(TAIL_BYTES as i64)))
        .map_err(temporary)?;
    file.read_exact(&mut tail).map_err(temporary)?;
    let mut footer = vec![0; read_footer_length(tail)?];
    let footer_start = tail_start.saturating_sub(footer.len() as u64);
    file.seek(SeekFrom::Start(footer_start))
        .map_err(temporary)?;
    file.read_exact(&mut footer).map_err(temporary)?;
    let footer = root_as_footer(&footer)
        .map_err(|e| EngineError::Internal(format!("temporary file: {e}")))?;
    let blocks = footer.recordBatches();
    Ok(blocks.map_or_else(Vec::new, |found| found.iter().copied().collect()))
}

/// The folder of temporary files refused.
fn temporary(source: std::io::Error) -> EngineError {
    EngineError::Io {
        path: format!(
            "temporary file in {} (set TMPDIR to a folder with room)",
            std::env::temp_dir().display()
        ),
        source,
    }
}
