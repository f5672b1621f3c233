//! What happened to a table, commit by commit, and when.
//!
//! ```text
//! version 2  2016-02-01 08:00  materialize attributes.state   3 days   +3 −1 files
//! version 1  …
//! ```

use chrono::{DateTime, NaiveDate, Utc};
use futures::{StreamExt, TryStreamExt};
use object_store::ObjectStoreExt;

use crate::book::{Book, TableSlot, log_entry, no_such_table};
use crate::delta::{date_of, parse_lines};
use crate::error::{CatalogError, Result};
use crate::names::TableName;

/// Log entries read at once.
const READS: usize = 16;

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitEntry {
    /// The version it made.
    pub version: u64,
    /// When.
    pub timestamp: DateTime<Utc>,
    /// What it was for, in the writer's words.
    pub operation: String,
    /// The days it changed, in order.
    pub days: Vec<NaiveDate>,
    /// Files it added.
    pub files_added: u64,
    /// Files it removed.
    pub files_removed: u64,
    /// Bytes of the added files.
    pub bytes_added: u64,
}

impl Book {
    /// The commits of a table that its log still holds, newest first.
    pub async fn history(&self, table: &TableName) -> Result<Vec<CommitEntry>> {
        if self.snapshot(table).await?.is_none() {
            return Err(no_such_table(table));
        }
        let slot = self.slot(table);
        let mut versions = versions(&slot).await?;
        versions.reverse();
        futures::stream::iter(versions)
            .map(|version| read_entry(&slot, version))
            .buffered(READS)
            .try_collect()
            .await
    }
}

/// The version that was the newest at `time`.
pub(crate) async fn version_at(slot: &TableSlot, newest: u64, time: DateTime<Utc>) -> Result<u64> {
    let versions = versions(slot).await?;
    let versions = versions
        .split(|version| *version > newest)
        .next()
        .unwrap_or_default();
    // Times never decrease along the log, so the last one at or before `time` is found by halving.
    let (mut low, mut high) = (0, versions.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let Some(version) = versions.get(middle) else {
            break;
        };
        if read_entry(slot, *version).await?.timestamp <= time {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let found = low.checked_sub(1).and_then(|at| versions.get(at));
    found.copied().ok_or_else(|| CatalogError::NoSuchVersion {
        table: slot.name.to_string(),
        version: format!("at {time}"),
    })
}

/// The versions whose log entries exist, oldest first.
async fn versions(slot: &TableSlot) -> Result<Vec<u64>> {
    let store = slot.log_store.object_store(None);
    let entries: Vec<_> = store
        .list(Some(slot.log_store.log_path()))
        .try_collect()
        .await?;
    let mut versions: Vec<u64> = entries
        .iter()
        .filter_map(|meta| {
            meta.location
                .filename()?
                .strip_suffix(".json")?
                .parse()
                .ok()
        })
        .collect();
    versions.sort_unstable();
    Ok(versions)
}

async fn read_entry(slot: &TableSlot, version: u64) -> Result<CommitEntry> {
    let store = slot.log_store.object_store(None);
    let path = log_entry(version);
    let bytes = store.get(&path).await?.bytes().await?;
    parse_entry(version, &bytes).map_err(|reason| CatalogError::Damaged {
        object: format!("{}/{path}", slot.name.folder()),
        reason,
    })
}

fn parse_entry(version: u64, bytes: &[u8]) -> Result<CommitEntry, String> {
    let mut entry = CommitEntry {
        version,
        timestamp: DateTime::UNIX_EPOCH,
        operation: String::new(),
        days: Vec::new(),
        files_added: 0,
        files_removed: 0,
        bytes_added: 0,
    };
    for line in parse_lines(bytes) {
        let line = line?;
        if let Some(info) = line.commit_info {
            let millis = info.timestamp.unwrap_or_default();
            entry.timestamp = DateTime::from_timestamp_millis(millis).unwrap_or_default();
            entry.operation = info.daybook.or(info.operation).unwrap_or_default();
        }
        if let Some(file) = line.add {
            entry.files_added += 1;
            entry.bytes_added += u64::try_from(file.size).unwrap_or_default();
            entry.days.extend(date_of(&file.partition_values));
        }
        if let Some(file) = line.remove {
            entry.files_removed += 1;
            entry
                .days
                .extend(file.partition_values.as_ref().and_then(date_of));
        }
    }
    entry.days.sort_unstable();
    entry.days.dedup();
    Ok(entry)
}
