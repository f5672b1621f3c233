//! Removes files that no day needs any more.
//!
//! ```text
//! file of the table's folder ── named by the newest version ─────────────────────────► stays, always
//!                            ── removed by a commit, less than `retain` ago ─────────► stays: time travel
//!                            ── in no commit, written less than `retain` ago ────────► stays: a writer's
//!                            ── else ────────────────────────────────────────────────► goes
//! ```
//!
//! The folder is listed before the log is read, so a file that a commit names meanwhile is known as such.
//! `retain` must be longer than the longest run, or a run's files may go before it commits them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use deltalake::protocol::checkpoints::cleanup_expired_logs_for;
use deltalake::table::state::DeltaTableState;
use futures::{StreamExt, TryStreamExt};
use object_store::ObjectMeta;
use object_store::path::Path;

use crate::book::{Book, TableSlot, no_such_table};
use crate::delta::delta_error;
use crate::error::{CatalogError, Result};
use crate::names::TableName;

/// What vacuum removed, or would remove.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VacuumSummary {
    /// Paths of the files, relative to the table.
    pub files: Vec<String>,
    /// Their bytes.
    pub bytes: u64,
    /// Old entries of the log that went with them.
    pub log_entries: u64,
    /// Whether it was only a rehearsal.
    pub dry_run: bool,
}

impl Book {
    /// Removes a table's unneeded files that are older than `retain`; a dry run only names them.
    ///
    /// Versions older than `retain` can no longer be read afterwards.
    pub async fn vacuum(
        &self,
        table: &TableName,
        retain: Duration,
        dry_run: bool,
    ) -> Result<VacuumSummary> {
        let cutoff = retain_from(self.now(), retain)?;
        let slot = self.slot(table);
        let root = self.location().child(&table.folder());
        let listed: Vec<ObjectMeta> = self
            .location()
            .store()
            .list(Some(&root))
            .try_collect()
            .await?;
        let needed = self.needed(&slot, cutoff).await?;
        let mut summary = VacuumSummary {
            dry_run,
            ..VacuumSummary::default()
        };
        let mut doomed = Vec::new();
        for meta in listed {
            let Some(path) = data_path(&root, &meta.location) else {
                continue;
            };
            if needed.is_garbage(&path, meta.last_modified, cutoff) {
                summary.bytes += meta.size;
                summary.files.push(path);
                doomed.push(Ok(meta.location));
            }
        }
        summary.files.sort();
        if !dry_run {
            let paths = futures::stream::iter(doomed).boxed();
            let deleted = self.location().store().delete_stream(paths);
            deleted.try_for_each(|_| std::future::ready(Ok(()))).await?;
            summary.log_entries = clean_log(&slot, cutoff).await?;
        }
        Ok(summary)
    }

    async fn needed(&self, slot: &TableSlot, cutoff: DateTime<Utc>) -> Result<Needed> {
        let mut loaded = slot.loaded.lock().await;
        slot.refresh(&mut loaded).await?;
        let loaded = loaded.as_ref().ok_or_else(|| no_such_table(&slot.name))?;
        let files = loaded.state.snapshot.files.iter();
        let version = Some(loaded.state.snapshot.version);
        let state = DeltaTableState::try_new(slot.log_store.as_ref(), version).await;
        let removed: HashMap<String, i64> = state
            .map_err(delta_error(&slot.name))?
            .all_tombstones(slot.log_store.as_ref())
            .map_ok(|gone| {
                // A removal without a time is treated as one of just now.
                let time = gone.deletion_timestamp().unwrap_or(i64::MAX);
                (gone.path().into_owned(), time)
            })
            .try_collect()
            .await
            .map_err(delta_error(&slot.name))?;
        Ok(Needed {
            active: files.map(|file| file.path.clone()).collect(),
            removed_lately: removed
                .into_iter()
                .filter(|(_, time)| *time >= cutoff.timestamp_millis())
                .map(|(path, _)| path)
                .collect(),
        })
    }
}

struct Needed {
    active: HashSet<String>,
    removed_lately: HashSet<String>,
}

impl Needed {
    fn is_garbage(&self, path: &str, written: DateTime<Utc>, cutoff: DateTime<Utc>) -> bool {
        !self.active.contains(path) && !self.removed_lately.contains(path) && written < cutoff
    }
}

fn retain_from(now: DateTime<Utc>, retain: Duration) -> Result<DateTime<Utc>> {
    let back = (retain >= Duration::zero()).then_some(retain);
    let cutoff = back.and_then(|retain| now.checked_sub_signed(retain));
    cutoff.ok_or_else(|| CatalogError::Invalid {
        message: format!("cannot keep what is {retain} old; give a time like 7 days"),
    })
}

/// The path within the table, if it is a data file of a day.
fn data_path(root: &Path, location: &Path) -> Option<String> {
    let parts: Vec<String> = location
        .prefix_match(root)?
        .map(|part| part.as_ref().to_owned())
        .collect();
    let of_a_day = parts.len() > 1 && parts.first()?.starts_with("date=");
    of_a_day.then(|| parts.join("/"))
}

/// Log entries that a later checkpoint makes needless, older than `cutoff`.
async fn clean_log(slot: &TableSlot, cutoff: DateTime<Utc>) -> Result<u64> {
    let loaded = slot.loaded.lock().await;
    let Some(loaded) = loaded.as_ref() else {
        return Ok(0);
    };
    let version = loaded.state.snapshot.version;
    let cutoff = cutoff.timestamp_millis();
    let removed = cleanup_expired_logs_for(version, slot.log_store.as_ref(), cutoff, None).await;
    Ok(removed.map_err(delta_error(&slot.name))? as u64)
}

#[cfg(test)]
mod tests;
