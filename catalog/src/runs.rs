//! The book's log of runs: one small JSON object each, `runs/20260105T120000.000000Z-<id>.json`.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use object_store::{ObjectStore, ObjectStoreExt};
use object_store::path::Path;
use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::error::Result;

/// One run of a command that changes the book or publishes from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    /// Its identifier.
    pub run_id: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// `land`, `materialize`, `export`, …
    pub command: String,
    /// `done`, `partial` or `failed`.
    pub outcome: String,
    /// What went wrong, if something did.
    pub message: String,
    /// What was asked and what came of it.
    pub details: serde_json::Value,
}

impl Book {
    /// Keeps the record of a run.
    pub async fn record_run(&self, run: RunRecord) -> Result<()> {
        let time = run.started_at.format("%Y%m%dT%H%M%S%.6fZ");
        let path = self.location().child(&format!("runs/{time}-{}.json", run.run_id));
        let body = serde_json::to_vec(&run)?;
        self.location().store().put(&path, body.into()).await?;
        Ok(())
    }

    /// The runs, oldest first.
    pub async fn runs(&self) -> Result<Vec<RunRecord>> {
        let store = self.location().store();
        let folder = self.location().child("runs");
        let mut paths: Vec<Path> =
            store.list(Some(&folder)).map_ok(|meta| meta.location).try_collect().await?;
        paths.sort();
        let reads = paths.into_iter().map(|path| read(Arc::clone(store), path));
        stream::iter(reads).buffered(16).try_collect().await
    }
}

async fn read(store: Arc<dyn ObjectStore>, path: Path) -> Result<RunRecord> {
    let bytes = store.get(&path).await?.bytes().await?;
    Ok(serde_json::from_slice(&bytes)?)
}
