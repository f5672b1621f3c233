//! Reads a small file whole, and keeps it: a session that asks a thousand small days again reads nothing.
//!
//! ```text
//! file ≤ 64 KiB   one request for all of it ──► cache of the session { footer, bytes } ──► columns cut out of the bytes
//! larger file     footer ──► the same cache { footer } ──► a request for the columns
//! ```
//! Files never change under their names, so what is kept stays true. The cache is DataFusion's cache of file
//! metadata, which has a limit and lets go of what was used least lately.

use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use datafusion::common::HashMap;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::ParquetFileReaderFactory;
use datafusion::datasource::physical_plan::parquet::CachedParquetFileReaderFactory;
use datafusion::error::Result;
use datafusion::execution::cache::cache_manager::{
    CachedFileMetadataEntry, FileMetadata, FileMetadataCache,
};
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::{ParquetError, Result as ParquetResult};
use datafusion::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use datafusion::physical_plan::metrics::{Count, ExecutionPlanMetricsSet, MetricBuilder};
use futures::FutureExt;
use futures::future::BoxFuture;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

/// A file up to this size is read whole.
const WHOLE_FILE_BYTES: u64 = 64 * 1024;

/// Makes readers of day files.
#[derive(Debug)]
pub(super) struct DayFileReaders {
    store: Arc<dyn ObjectStore>,
    cache: Arc<FileMetadataCache>,
    of_large_files: CachedParquetFileReaderFactory,
}

impl DayFileReaders {
    pub(super) fn new(store: Arc<dyn ObjectStore>, cache: Arc<FileMetadataCache>) -> Self {
        Self {
            of_large_files: CachedParquetFileReaderFactory::new(
                Arc::clone(&store),
                Arc::clone(&cache),
            ),
            store,
            cache,
        }
    }
}

impl ParquetFileReaderFactory for DayFileReaders {
    fn create_reader(
        &self,
        partition_index: usize,
        file: PartitionedFile,
        metadata_size_hint: Option<usize>,
        metrics: &ExecutionPlanMetricsSet,
    ) -> Result<Box<dyn AsyncFileReader + Send>> {
        if file.object_meta.size > WHOLE_FILE_BYTES {
            let of_large = &self.of_large_files;
            return of_large.create_reader(partition_index, file, metadata_size_hint, metrics);
        }
        Ok(Box::new(WholeFileReader {
            store: Arc::clone(&self.store),
            cache: Arc::clone(&self.cache),
            meta: file.object_meta,
            held: None,
            bytes_scanned: MetricBuilder::new(metrics).counter("bytes_scanned", partition_index),
        }))
    }
}

/// A file in memory.
#[derive(Clone)]
struct WholeFile {
    footer: Arc<ParquetMetaData>,
    bytes: Bytes,
}

impl FileMetadata for WholeFile {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn memory_size(&self) -> usize {
        self.footer.memory_size() + self.bytes.len()
    }

    fn extra_info(&self) -> HashMap<String, String> {
        HashMap::from([("whole_file".to_owned(), "true".to_owned())])
    }
}

struct WholeFileReader {
    store: Arc<dyn ObjectStore>,
    cache: Arc<FileMetadataCache>,
    meta: ObjectMeta,
    held: Option<WholeFile>,
    bytes_scanned: Count,
}

impl WholeFileReader {
    async fn file(&mut self) -> ParquetResult<WholeFile> {
        if let Some(held) = &self.held {
            return Ok(held.clone());
        }
        let file = match self.cached() {
            Some(cached) => cached,
            None => self.read().await?,
        };
        self.held = Some(file.clone());
        Ok(file)
    }

    fn cached(&self) -> Option<WholeFile> {
        let entry = self.cache.get(&self.meta.location)?;
        let valid = entry.is_valid_for(&self.meta);
        let whole = entry.file_metadata.as_any().downcast_ref::<WholeFile>();
        whole.filter(|_| valid).cloned()
    }

    async fn read(&self) -> ParquetResult<WholeFile> {
        let external = |error: object_store::Error| ParquetError::External(Box::new(error));
        let got = self
            .store
            .get(&self.meta.location)
            .await
            .map_err(external)?;
        let bytes = got.bytes().await.map_err(external)?;
        let footer = ParquetMetaDataReader::new().parse_and_finish(&bytes);
        let footer = footer.map_err(|error| {
            ParquetError::General(format!("file {}: {error}", self.meta.location))
        })?;
        let file = WholeFile {
            footer: Arc::new(footer),
            bytes,
        };
        let entry = CachedFileMetadataEntry::new(self.meta.clone(), Arc::new(file.clone()));
        self.cache.put(&self.meta.location, entry);
        Ok(file)
    }

    fn cut(&self, bytes: &Bytes, range: Range<u64>) -> ParquetResult<Bytes> {
        let (start, end) = (range.start as usize, range.end as usize);
        if start > end || end > bytes.len() {
            return Err(ParquetError::General(format!(
                "{}: {} bytes, and bytes {start} to {end} were asked for",
                self.meta.location,
                bytes.len()
            )));
        }
        self.bytes_scanned.add(end - start);
        Ok(bytes.slice(start..end))
    }
}

impl AsyncFileReader for WholeFileReader {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, ParquetResult<Bytes>> {
        async move {
            let file = self.file().await?;
            self.cut(&file.bytes, range)
        }
        .boxed()
    }

    fn get_byte_ranges(
        &mut self,
        ranges: Vec<Range<u64>>,
    ) -> BoxFuture<'_, ParquetResult<Vec<Bytes>>> {
        async move {
            let file = self.file().await?;
            let cut = ranges.into_iter().map(|range| self.cut(&file.bytes, range));
            cut.collect()
        }
        .boxed()
    }

    fn get_metadata<'a>(
        &'a mut self,
        _options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, ParquetResult<Arc<ParquetMetaData>>> {
        async move { Ok(self.file().await?.footer) }.boxed()
    }
}
