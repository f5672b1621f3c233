//! The taxonomies of a book.
//!
//! ```text
//! taxonomies/onet/29.3/onet_skills-<id>.parquet     written first
//!                      taxonomy.json                written last, names the files: the switch
//! ```
//!
//! A version is written once: its tables under names of their own, then the manifest that names them. Readers go by
//! the manifest, so they see a version whole or not at all, also while it is replaced.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;
use futures::TryStreamExt;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::error::{CatalogError, Result};
use crate::models::check_name;

/// A version of a taxonomy, as its manifest tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxonomyRecord {
    /// `onet`, `soc`, `cbsa`, `states`, `places`, `esco`.
    pub kind: String,
    /// The version, as the publisher names it.
    pub version: String,
    /// The fingerprint of its content.
    pub fingerprint: String,
    /// Who made it and under which licence it may be used.
    pub attribution: String,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
    /// What the release lacks, in words.
    #[serde(default)]
    pub absent: Vec<String>,
    /// The file of each table, in the version's folder.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
}

const MANIFEST: &str = "taxonomy.json";

impl Book {
    /// The taxonomies of the book, by kind and version.
    pub async fn taxonomies(&self) -> Result<Vec<TaxonomyRecord>> {
        let store = self.location().store();
        let folder = self.location().child("taxonomies");
        let mut paths: Vec<Path> = store
            .list(Some(&folder))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        paths.retain(|path| path.filename() == Some(MANIFEST));
        paths.sort();
        let mut records = Vec::new();
        for path in paths {
            let bytes = store.get(&path).await?.bytes().await?;
            let record = serde_json::from_slice(&bytes).map_err(|error| damaged(&path, error))?;
            records.push(record);
        }
        Ok(records)
    }

    /// Keeps a version of a taxonomy, in place of the same version if the book has one.
    pub async fn put_taxonomy(
        &self,
        mut record: TaxonomyRecord,
        tables: Vec<(String, RecordBatch)>,
    ) -> Result<()> {
        check_name("taxonomy", &record.kind)?;
        check_name("taxonomy version", &record.version)?;
        let folder = taxonomy_folder(&record.kind, &record.version);
        let store = self.location().store();
        let id = self.env().ids.next_id();
        record.files.clear();
        for (table, batch) in tables {
            let file = format!("{table}-{id}.parquet");
            let path = self.location().child(&format!("{folder}/{file}"));
            store.put(&path, to_parquet(&batch)?.into()).await?;
            record.files.insert(table, file);
        }
        let manifest = self.location().child(&format!("{folder}/{MANIFEST}"));
        store
            .put(&manifest, serde_json::to_vec_pretty(&record)?.into())
            .await?;
        self.delete_superseded(&folder, &record).await
    }

    /// Files of the version that its new manifest no longer names.
    async fn delete_superseded(&self, folder: &str, record: &TaxonomyRecord) -> Result<()> {
        let store = self.location().store();
        let folder = self.location().child(folder);
        let paths: Vec<Path> = store
            .list(Some(&folder))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        for path in paths {
            let name = path.filename().unwrap_or_default();
            if name != MANIFEST && !record.files.values().any(|file| file == name) {
                store.delete(&path).await?;
            }
        }
        Ok(())
    }

    /// One table of a version; `None` where the version or the table is not there.
    pub async fn taxonomy_table(
        &self,
        kind: &str,
        version: &str,
        table: &str,
    ) -> Result<Option<RecordBatch>> {
        let store = self.location().store();
        let folder = taxonomy_folder(kind, version);
        let manifest = self.location().child(&format!("{folder}/{MANIFEST}"));
        let bytes = match store.get(&manifest).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let record: TaxonomyRecord =
            serde_json::from_slice(&bytes).map_err(|error| damaged(&manifest, error))?;
        let Some(file) = record.files.get(table) else {
            return Ok(None);
        };
        let path = self.location().child(&format!("{folder}/{file}"));
        let bytes = store.get(&path).await?.bytes().await?;
        from_parquet(bytes)
            .map(Some)
            .map_err(|error| damaged(&path, error))
    }
}

fn damaged(path: &Path, error: impl std::fmt::Display) -> CatalogError {
    CatalogError::Damaged {
        object: path.to_string(),
        reason: error.to_string(),
    }
}

fn taxonomy_folder(kind: &str, version: &str) -> String {
    format!("taxonomies/{kind}/{version}")
}

fn to_parquet(batch: &RecordBatch) -> Result<Vec<u8>> {
    let level = ZstdLevel::try_new(3).map_err(DataFusionError::from)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by("daybook".to_string())
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))
        .map_err(DataFusionError::from)?;
    writer.write(batch).map_err(DataFusionError::from)?;
    writer.close().map_err(DataFusionError::from)?;
    Ok(bytes)
}

fn from_parquet(bytes: bytes::Bytes) -> Result<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(DataFusionError::from)?;
    let schema = std::sync::Arc::clone(reader.schema());
    let reader = reader.build().map_err(DataFusionError::from)?;
    let batches = reader
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(DataFusionError::from)?;
    Ok(concat_batches(&schema, &batches).map_err(DataFusionError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{book_in_memory, noon, rows};

    fn record(count: u64) -> TaxonomyRecord {
        TaxonomyRecord {
            kind: "onet".to_owned(),
            version: "29.3".to_owned(),
            fingerprint: String::new(),
            attribution: String::new(),
            added_at: noon(),
            tables: BTreeMap::from([("skills".to_owned(), count)]),
            absent: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    #[tokio::test]
    async fn a_version_is_replaced_whole() {
        let book = book_in_memory().await;
        for count in [3, 5] {
            let tables = vec![("skills".to_owned(), rows(count, "a"))];
            book.put_taxonomy(record(count as u64), tables)
                .await
                .unwrap();
            let found = book.taxonomies().await.unwrap();
            assert_eq!((found.len(), found[0].tables["skills"]), (1, count as u64));
            let skills = book
                .taxonomy_table("onet", "29.3", "skills")
                .await
                .unwrap()
                .unwrap();
            assert_eq!(skills, rows(count, "a"));
        }
        assert!(
            book.taxonomy_table("onet", "29.3", "no")
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            book.taxonomy_table("onet", "1", "skills")
                .await
                .unwrap()
                .is_none()
        );
        let files: Vec<_> = book
            .location()
            .store()
            .list(None)
            .try_collect()
            .await
            .unwrap();
        assert_eq!(files.len(), 2, "{files:?}");
    }

    #[tokio::test]
    async fn an_empty_table_keeps_its_columns() {
        let book = book_in_memory().await;
        let tables = vec![("none".to_owned(), rows(0, "a"))];
        book.put_taxonomy(record(0), tables).await.unwrap();
        let none = book
            .taxonomy_table("onet", "29.3", "none")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((none.num_rows(), none.num_columns()), (0, 2));
    }
}
