//! The book's log of runs: one small JSON object each.
//!
//! ```text
//! runs/20260105T120000.000000Z-<id>.json   { "command": "land", "outcome": "partial", "details": {…} }
//!      ▲ sorted by name = sorted by time
//! ```

use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use object_store::ObjectStoreExt;
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
        let path = self
            .location()
            .child(&format!("runs/{time}-{}.json", run.run_id));
        let body = serde_json::to_vec(&run)?;
        self.location().store().put(&path, body.into()).await?;
        Ok(())
    }

    /// The runs, oldest first.
    pub async fn runs(&self) -> Result<Vec<RunRecord>> {
        let store = self.location().store();
        let folder = self.location().child("runs");
        let mut paths: Vec<Path> = store
            .list(Some(&folder))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        paths.sort();
        let read = |path: Path| async move {
            let bytes = store.get(&path).await?.bytes().await?;
            Ok(serde_json::from_slice(&bytes)?)
        };
        stream::iter(paths)
            .map(read)
            .buffered(16)
            .try_collect()
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{book_in_memory, noon};

    #[tokio::test]
    async fn runs_come_back_in_the_order_of_time() {
        let book = book_in_memory().await;
        let run = |id: &str, minutes: i64| RunRecord {
            run_id: id.to_owned(),
            started_at: noon() + chrono::Duration::minutes(minutes),
            ended_at: noon() + chrono::Duration::minutes(minutes + 1),
            command: "land".to_owned(),
            outcome: "partial".to_owned(),
            message: String::new(),
            details: serde_json::json!({ "rows": minutes }),
        };
        assert!(book.runs().await.unwrap().is_empty());
        for (id, minutes) in [("b", 5), ("a", 7), ("c", 1)] {
            book.record_run(run(id, minutes)).await.unwrap();
        }
        assert_eq!(
            book.runs().await.unwrap(),
            [run("c", 1), run("b", 5), run("a", 7)]
        );
    }
}
