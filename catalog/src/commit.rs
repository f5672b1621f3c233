//! Replacing days: one atomic entry of the Delta log, however many days.
//!
//! ```text
//! newest snapshot ──► does each day still hold `expected`? ──no──► DayChanged, nothing written
//!       ▲                         │ yes
//!       │                  remove old, add new ──► put version n+1 if absent ──► committed
//!       └────── another writer took n+1 ◄────────────────┘
//! ```
//!
//! Writers of different days meet only at the version number and each simply takes the next one; of two
//! writers of one day the first wins whole and the other learns that its day changed.

use std::sync::Arc;
use std::time::Duration;

use deltalake::kernel::transaction::{CommitBuilder, CommitProperties, TableReference};
use deltalake::table::state::DeltaTableState;

use crate::book::{Book, Loaded, TableSlot};
use crate::delta::{commit_actions, commit_info, delta_error, is_conflict};
use crate::error::{CatalogError, Result};
use crate::names::TableName;
use crate::snapshot::TableSnapshot;
use crate::spec::{DayReplacement, TableSpec};

/// Lost races after which a commit gives up; each one means that another writer advanced.
const MAX_ATTEMPTS: u32 = 50;

impl Book {
    /// Replaces days of a table in one atomic commit; the first one creates the table.
    ///
    /// Every day must still hold the files that its `expected` names, else nothing is written and the
    /// error is [`CatalogError::DayChanged`]. `base` is what the caller computed from: it is recorded.
    pub async fn commit(
        &self,
        table: &TableSpec,
        base: Option<&TableSnapshot>,
        days: Vec<DayReplacement>,
        operation: &str,
    ) -> Result<Arc<TableSnapshot>> {
        check_days(&table.name, &days)?;
        let slot = self.slot(&table.name);
        let mut loaded = slot.loaded.lock().await;
        let request = Request {
            book: self,
            slot: &slot,
            spec: table,
            days: &days,
            operation,
            read_version: base.map(|base| base.version),
        };
        for attempt in 0..MAX_ATTEMPTS {
            slot.refresh(&mut loaded).await?;
            if attempt > 0 && request.has_landed(loaded.as_ref()) {
                break;
            }
            request.check_expected(loaded.as_ref())?;
            match Box::pin(request.attempt(loaded.as_ref())).await {
                Ok(Outcome::Committed(newest)) => {
                    *loaded = newest.map(|newest| *newest);
                    break;
                }
                Ok(Outcome::Outrun) => tokio::time::sleep(request.pause(attempt)).await,
                Err(error) => {
                    request.settle(&mut loaded, error).await?;
                    break;
                }
            }
            if attempt + 1 == MAX_ATTEMPTS {
                return Err(too_busy(&table.name));
            }
        }
        slot.refresh(&mut loaded).await?;
        let newest = loaded.as_ref().map(|loaded| Arc::clone(&loaded.snapshot));
        newest.ok_or_else(|| crate::book::no_such_table(&table.name))
    }
}

enum Outcome {
    /// Done; the new state, when the library could read it back.
    Committed(Option<Box<Loaded>>),
    /// Another writer took the version.
    Outrun,
}

struct Request<'a> {
    book: &'a Book,
    slot: &'a TableSlot,
    spec: &'a TableSpec,
    days: &'a [DayReplacement],
    operation: &'a str,
    read_version: Option<u64>,
}

impl Request<'_> {
    async fn attempt(&self, loaded: Option<&Loaded>) -> Result<Outcome> {
        let current = loaded.map(|loaded| (&loaded.state, loaded.snapshot.as_ref()));
        // A clock behind the last commit's must not make time travel skip that commit.
        let last = current.and_then(|(_, snapshot)| snapshot.newest_commit());
        let now = last.map_or(self.book.now(), |last| last.max(self.book.now()));
        let (operation, mut actions) = commit_actions(self.spec, current, self.days, now)?;
        let read = self
            .read_version
            .or(current.map(|(state, _)| state.version()));
        actions.insert(0, commit_info(&operation, self.operation, read, now));
        // No retries inside the library: our own check of each day is the exact one.
        let properties = CommitProperties::default()
            .with_max_retries(0)
            .with_cleanup_expired_logs(Some(false));
        let table = loaded.map(|loaded| &loaded.state as &dyn TableReference);
        let prepared = CommitBuilder::from(properties)
            .with_actions(actions)
            .build(table, Arc::clone(&self.slot.log_store), operation)
            .into_prepared_commit_future()
            .await
            .map_err(delta_error(&self.spec.name))?;
        let written = match prepared.await {
            Ok(written) => written,
            Err(error) if is_conflict(&error) => return Ok(Outcome::Outrun),
            Err(error) => return Err(delta_error(&self.spec.name)(error)),
        };
        match written.await {
            Ok(finished) => self.committed(finished.snapshot).await,
            // The entry is in the log; a checkpoint that failed will be written by a later commit.
            Err(error) => {
                tracing::warn!(table = %self.spec.name, %error, "after the commit");
                Ok(Outcome::Committed(None))
            }
        }
    }

    async fn committed(&self, state: DeltaTableState) -> Result<Outcome> {
        match self.slot.loaded_from(state).await {
            Ok(loaded) => Ok(Outcome::Committed(Some(Box::new(loaded)))),
            Err(error) => {
                tracing::warn!(table = %self.spec.name, %error, "reading back the commit");
                Ok(Outcome::Committed(None))
            }
        }
    }

    /// After an error the entry may be there all the same (an answer lost on the way): look.
    async fn settle(&self, loaded: &mut Option<Loaded>, error: CatalogError) -> Result<()> {
        *loaded = None;
        match self.slot.load().await {
            Ok(newest) if self.has_landed(newest.as_ref()) => {
                *loaded = newest;
                Ok(())
            }
            _ => Err(error),
        }
    }

    /// Whether every day holds our files already; their names are ours alone.
    fn has_landed(&self, loaded: Option<&Loaded>) -> bool {
        let Some(loaded) = loaded else { return false };
        let named = self.days.iter().any(|day| !day.files.is_empty());
        named
            && self.days.iter().all(|day| {
                let ours: Vec<&str> = day.files.iter().map(|file| file.path.as_str()).collect();
                same_paths(&loaded.snapshot, day, ours)
            })
    }

    fn check_expected(&self, loaded: Option<&Loaded>) -> Result<()> {
        let empty;
        let snapshot = if let Some(loaded) = loaded {
            loaded.snapshot.as_ref()
        } else {
            empty = TableSnapshot::new(0, Arc::clone(&self.spec.schema), Vec::new(), String::new());
            &empty
        };
        for day in self.days {
            let expected = day.expected.iter().map(String::as_str).collect();
            if !same_paths(snapshot, day, expected) {
                return Err(CatalogError::DayChanged {
                    table: self.spec.name.to_string(),
                    date: day.date,
                });
            }
        }
        Ok(())
    }

    /// Grows with each lost race and differs between writers, so that they do not meet again.
    fn pause(&self, attempt: u32) -> Duration {
        let first = self.days.iter().flat_map(|day| &day.files).next();
        let seed = first.map_or("", |file| file.path.as_str());
        let hash = blake3::hash(format!("{seed}/{attempt}").as_bytes());
        let jitter = u64::from(hash.as_bytes()[0]) % 20;
        Duration::from_millis((2 << attempt.min(6)) + jitter)
    }
}

fn same_paths(snapshot: &TableSnapshot, day: &DayReplacement, mut paths: Vec<&str>) -> bool {
    paths.sort_unstable();
    let stored = snapshot.day(day.date).iter().map(|file| file.path.as_str());
    stored.eq(paths)
}

/// Refuses what would put rows of one day into another, or one day in twice.
fn check_days(table: &TableName, days: &[DayReplacement]) -> Result<()> {
    let mut dates: Vec<_> = days.iter().map(|day| day.date).collect();
    dates.sort_unstable();
    if let Some(twice) = dates.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(CatalogError::Invalid {
            message: format!("day {} of `{table}` is named twice in one commit", twice[0]),
        });
    }
    for day in days {
        let folder = format!("{}/", crate::schema::day_folder(day.date));
        if let Some(file) = day
            .files
            .iter()
            .find(|file| !file.path.starts_with(&folder))
        {
            return Err(CatalogError::Invalid {
                message: format!(
                    "file `{}` does not belong to day {} of `{table}`",
                    file.path, day.date
                ),
            });
        }
    }
    Ok(())
}

fn too_busy(table: &TableName) -> CatalogError {
    CatalogError::Storage(object_store::Error::Generic {
        store: "book",
        source: format!(
            "{MAX_ATTEMPTS} commits to `{table}` in a row were overtaken by other writers; run the command again"
        )
        .into(),
    })
}

#[cfg(test)]
mod tests;
