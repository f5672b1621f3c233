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

use object_store::{PutMode, PutOptions};

use crate::book::{Book, Loaded, TableSlot, log_entry};
use crate::delta::{
    LogObject, TableState, checkpoint_is_due, commit_actions, commit_info, log_lines,
};
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
        let newest = loaded.as_ref().map(Loaded::snapshot);
        newest.ok_or_else(|| crate::book::no_such_table(&table.name))
    }
}

enum Outcome {
    /// Done; the new state, when it could be told.
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
        let current = loaded.map(|loaded| &loaded.state);
        if let Some(current) = current {
            current.check_writable(&self.spec.name)?;
        }
        let entry = self.entry(current)?;
        let store = self.slot.log_store.object_store(None);
        let create = PutOptions::from(PutMode::Create);
        match store
            .put_opts(&entry.path, entry.bytes.clone().into(), create)
            .await
        {
            Ok(_) => self.committed(current, entry).await,
            Err(object_store::Error::AlreadyExists { .. }) => Ok(Outcome::Outrun),
            Err(error) => Err(error.into()),
        }
    }

    /// The log entry that makes the next version.
    fn entry(&self, current: Option<&TableState>) -> Result<LogObject> {
        // A clock behind the last commit's must not make time travel skip that commit.
        let last = current.and_then(|current| current.snapshot.newest_commit());
        let now = last.map_or(self.book.now(), |last| last.max(self.book.now()));
        let (operation, mut actions) = commit_actions(self.spec, current, self.days, now)?;
        let known = current.map(|current| current.snapshot.version);
        let read = self.read_version.or(known);
        actions.insert(0, commit_info(&operation, self.operation, read, now));
        Ok(LogObject {
            path: log_entry(known.map_or(0, |version| version + 1)),
            bytes: log_lines(&actions)?,
        })
    }

    /// The entry is in the log: what follows may fail without harm.
    async fn committed(&self, before: Option<&TableState>, entry: LogObject) -> Result<Outcome> {
        let table = &self.spec.name;
        let after = match before {
            Some(before) => before.after(table, entry),
            None => TableState::first(table, entry),
        };
        let loaded = match after {
            Ok(state) => self.slot.loaded(state).await,
            Err(error) => Err(error),
        };
        match loaded {
            Ok(loaded) => {
                self.checkpoint_if_due(&loaded.state).await;
                Ok(Outcome::Committed(Some(Box::new(loaded))))
            }
            Err(error) => {
                tracing::warn!(%table, %error, "reading back the commit");
                Ok(Outcome::Committed(None))
            }
        }
    }

    /// Only a help for who opens the table next.
    async fn checkpoint_if_due(&self, state: &TableState) {
        if checkpoint_is_due(&state.metadata, state.snapshot.version)
            && let Err(error) = self.book.checkpoint(&self.spec.name).await
        {
            tracing::warn!(table = %self.spec.name, %error, "no checkpoint; a later commit writes one");
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
                same_paths(&loaded.state.snapshot, day, ours)
            })
    }

    fn check_expected(&self, loaded: Option<&Loaded>) -> Result<()> {
        let empty;
        let snapshot = if let Some(loaded) = loaded {
            loaded.state.snapshot.as_ref()
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
