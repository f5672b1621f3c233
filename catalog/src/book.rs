//! A book: the handle through which everything stored is found, read and replaced.
//!
//! ```text
//! Book::open(./book) ─ snapshot(postings) ──► version 7          (cached; asks storage for version 8, cheaply)
//!                    ─ commit(spec, days) ──► version 8, or DayChanged and nothing happened
//! ```
//!
//! Opening reads and writes nothing; a table appears with its first commit.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use datafusion::error::DataFusionError;
use deltalake::logstore::LogStoreRef;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStoreExt};
use parking_lot::Mutex;
use tokio::task::JoinSet;

use crate::delta::{TableState, log_store};
use crate::environment::Environment;
use crate::error::{CatalogError, Result};
use crate::history::version_at;
use crate::location::Location;
use crate::names::{TableName, TableSchema};
use crate::snapshot::{AsOf, TableSnapshot};

/// A book. Cheap to clone: clones share one cache.
#[derive(Debug, Clone)]
pub struct Book {
    inner: Arc<Inner>,
}

struct Inner {
    location: Location,
    env: Environment,
    tables: Mutex<HashMap<TableName, Arc<TableSlot>>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book")
            .field("url", &self.location.url().as_str())
            .finish_non_exhaustive()
    }
}

/// A table's log and what was last read of it; one task at a time works on it.
pub(crate) struct TableSlot {
    pub(crate) name: TableName,
    pub(crate) log_store: LogStoreRef,
    pub(crate) loaded: tokio::sync::Mutex<Option<Loaded>>,
}

/// The newest known state of a table.
pub(crate) struct Loaded {
    pub(crate) state: TableState,
    /// The log entry of this version: if it is another one, the table was dropped and made anew.
    entry: Option<ObjectMeta>,
}

impl Book {
    /// Opens a book, which need not exist yet.
    pub async fn open(location: Location, env: Environment) -> Result<Self> {
        Ok(Self {
            inner: Arc::new(Inner {
                location,
                env,
                tables: Mutex::default(),
            }),
        })
    }

    /// Where the book lives.
    pub fn location(&self) -> &Location {
        &self.inner.location
    }

    /// The clock and the identifiers it was opened with.
    pub fn env(&self) -> &Environment {
        &self.inner.env
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.inner.env.clock.now()
    }

    /// The tables that exist, by name.
    pub async fn tables(&self) -> Result<Vec<TableName>> {
        let mut found = Vec::new();
        for name in self.folders("").await? {
            let schema = match name.as_str() {
                "attributes" => TableSchema::Attributes,
                "counts" => TableSchema::Counts,
                "models" | "taxonomies" | "runs" => continue,
                _ => {
                    found.push(TableName::new(TableSchema::Landing, name));
                    continue;
                }
            };
            let names = self.folders(&name).await?;
            found.extend(names.into_iter().map(|name| TableName::new(schema, name)));
        }
        let looked = futures::stream::iter(found.into_iter().map(|table| async move {
            let is_table = self.is_table(&table).await?;
            Ok::<_, CatalogError>(is_table.then_some(table))
        }));
        let tables: Vec<Option<TableName>> = looked.buffered(8).try_collect().await?;
        let mut tables: Vec<TableName> = tables.into_iter().flatten().collect();
        tables.sort();
        Ok(tables)
    }

    /// The newest state of a table; `None` when the table does not exist.
    ///
    /// Cached: when nothing was committed since the last call this costs two requests for small objects,
    /// made at once.
    pub async fn snapshot(&self, table: &TableName) -> Result<Option<Arc<TableSnapshot>>> {
        let slot = self.slot(table);
        let mut loaded = slot.loaded.lock().await;
        slot.refresh(&mut loaded).await?;
        Ok(loaded.as_ref().map(Loaded::snapshot))
    }

    /// The same for several tables, on as many threads as the runtime has.
    pub async fn snapshots(
        &self,
        tables: Vec<TableName>,
    ) -> Result<Vec<(TableName, Option<Arc<TableSnapshot>>)>> {
        let mut asked = JoinSet::new();
        for table in tables {
            let book = self.clone();
            asked.spawn(async move {
                let snapshot = book.snapshot(&table).await;
                (table, snapshot)
            });
        }
        let mut found = Vec::with_capacity(asked.len());
        while let Some(answer) = asked.join_next().await {
            let (table, snapshot) = answer.map_err(|error| {
                DataFusionError::Execution(format!("reading the log of a table: {error}"))
            })?;
            found.push((table, snapshot?));
        }
        Ok(found)
    }

    /// An earlier state of a table.
    pub async fn snapshot_at(&self, table: &TableName, at: AsOf) -> Result<Arc<TableSnapshot>> {
        let newest = self.snapshot(table).await?;
        let newest = newest.ok_or_else(|| no_such_table(table))?;
        let slot = self.slot(table);
        let version = match at {
            AsOf::Version(version) => version,
            AsOf::Timestamp(time) => version_at(&slot, newest.version, time).await?,
        };
        if version == newest.version {
            return Ok(newest);
        }
        let missing = || CatalogError::NoSuchVersion {
            table: table.to_string(),
            version: version.to_string(),
        };
        if version > newest.version {
            return Err(missing());
        }
        let state = TableState::load(&slot.log_store, table, Some(version)).await?;
        Ok(state.ok_or_else(missing)?.snapshot)
    }

    /// Removes a table, its history included.
    pub async fn drop_table(&self, table: &TableName) -> Result<()> {
        let slot = self.slot(table);
        let mut loaded = slot.loaded.lock().await;
        slot.refresh(&mut loaded).await?;
        if loaded.take().is_none() {
            return Err(no_such_table(table));
        }
        let root = self.location().child(&table.folder());
        let store = self.location().store();
        // The log goes first, newest entry first: a table half dropped must not look like an older one.
        let log = root.clone().join("_delta_log");
        let mut entries: Vec<Path> = store
            .list(Some(&log))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        entries.sort_unstable_by(|a, b| b.cmp(a));
        for entry in entries {
            store.delete(&entry).await?;
        }
        let files = store.list(Some(&root)).map_ok(|meta| meta.location);
        let files: Vec<Path> = files.try_collect().await?;
        for file in files {
            store.delete(&file).await?;
        }
        Ok(())
    }

    pub(crate) fn slot(&self, table: &TableName) -> Arc<TableSlot> {
        let mut tables = self.inner.tables.lock();
        let slot = tables.entry(table.clone()).or_insert_with(|| {
            Arc::new(TableSlot {
                name: table.clone(),
                log_store: log_store(&self.inner.location, table),
                loaded: tokio::sync::Mutex::new(None),
            })
        });
        Arc::clone(slot)
    }

    /// Names of the folders directly below a folder of the book.
    async fn folders(&self, relative: &str) -> Result<Vec<String>> {
        let prefix = self.location().child(relative);
        let store = self.location().store();
        let listed = match store.list_with_delimiter(Some(&prefix)).await {
            Ok(listed) => listed,
            Err(object_store::Error::NotFound { .. }) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let names = listed.common_prefixes.iter();
        Ok(names
            .filter_map(|path| path.filename().map(str::to_owned))
            .collect())
    }

    async fn is_table(&self, table: &TableName) -> Result<bool> {
        let log = self
            .location()
            .child(&format!("{}/_delta_log", table.folder()));
        let mut entries = self.location().store().list(Some(&log));
        Ok(entries.try_next().await?.is_some())
    }
}

pub(crate) fn no_such_table(table: &TableName) -> CatalogError {
    CatalogError::NoSuchTable {
        table: table.to_string(),
    }
}

/// The log entry of a version, relative to the table.
pub(crate) fn log_entry(version: u64) -> Path {
    Path::from(format!("_delta_log/{version:020}.json"))
}

impl TableSlot {
    /// Brings `loaded` to the newest version.
    pub(crate) async fn refresh(&self, loaded: &mut Option<Loaded>) -> Result<()> {
        let Some(known) = loaded.as_mut() else {
            *loaded = self.load().await?;
            return Ok(());
        };
        let store = self.log_store.object_store(None);
        let version = known.state.snapshot.version;
        let (this_entry, next_entry) = (log_entry(version), log_entry(version + 1));
        let (same, next) =
            futures::future::join(store.head(&this_entry), store.head(&next_entry)).await;
        if !is_same(found(same)?.as_ref(), known.entry.as_ref()) {
            *loaded = self.load().await?;
        } else if found(next)?.is_some() {
            let newest = known.state.follow(&self.log_store, &self.name).await?;
            *loaded = match newest {
                Some(newest) => Some(self.loaded(newest).await?),
                None => self.load().await?,
            };
        }
        Ok(())
    }

    /// Reads the log from nothing.
    pub(crate) async fn load(&self) -> Result<Option<Loaded>> {
        match TableState::load(&self.log_store, &self.name, None).await? {
            Some(state) => Ok(Some(self.loaded(state).await?)),
            None => Ok(None),
        }
    }

    /// A state, with what tells whether it is still the table's.
    pub(crate) async fn loaded(&self, state: TableState) -> Result<Loaded> {
        let store = self.log_store.object_store(None);
        let entry = found(store.head(&log_entry(state.snapshot.version)).await)?;
        Ok(Loaded { state, entry })
    }
}

impl Loaded {
    pub(crate) fn snapshot(&self) -> Arc<TableSnapshot> {
        Arc::clone(&self.state.snapshot)
    }
}

fn found(head: object_store::Result<ObjectMeta>) -> Result<Option<ObjectMeta>> {
    match head {
        Ok(meta) => Ok(Some(meta)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn is_same(a: Option<&ObjectMeta>, b: Option<&ObjectMeta>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            (a.size, a.last_modified, &a.e_tag) == (b.size, b.last_modified, &b.e_tag)
        }
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
