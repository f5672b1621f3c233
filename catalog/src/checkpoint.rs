//! A checkpoint after much work: who opens the table next reads one Parquet file, not every entry of the log.
//!
//! Commits write one every 25 versions by themselves; a landing of a thousand days is one version, and so is long
//! to read until the next.

use std::sync::Arc;

use deltalake::DeltaTable;
use deltalake::protocol::checkpoints::create_checkpoint;

use crate::book::Book;
use crate::delta::delta_error;
use crate::error::Result;
use crate::names::TableName;

impl Book {
    /// Writes a checkpoint of a table's newest version.
    pub async fn checkpoint(&self, table: &TableName) -> Result<()> {
        let slot = self.slot(table);
        let mut delta = DeltaTable::new(Arc::clone(&slot.log_store));
        delta.load().await.map_err(delta_error(table))?;
        create_checkpoint(&delta, None)
            .await
            .map_err(delta_error(table))
    }
}
