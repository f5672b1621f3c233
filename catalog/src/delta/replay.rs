//! From the objects of a log to the table as it stands: entries and checkpoints replayed in order.
//!
//! ```text
//! checkpoint 24: add a, add b, add c       a   b   c
//! entry 25:      remove b, add d           a       c   d
//! entry 26:      metaData, add e           a       c   d   e   ──► TableState { version 26, files by day }
//! ```
//! The Delta library replays a log too, and is asked to in the tests, which compare; it also parses every
//! file's statistics by column, which takes most of the time of opening a book of many days.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use datafusion::arrow::datatypes::Schema;
use deltalake::kernel::engine::arrow_conversion::TryIntoArrow;
use deltalake::kernel::{Metadata, StructType};
use deltalake::logstore::LogStoreRef;

use super::checkpoint_rows::checkpoint_rows;
use super::damaged;
use super::lines::{LogLine, ProtocolLine, parse_lines, table_path};
use super::segment::{LogObject, LogSegment, entries_after, segment};
use crate::error::{CatalogError, Result};
use crate::names::TableName;
use crate::schema::storable_schema;
use crate::snapshot::{DayFile, TableSnapshot};

/// What a reader may meet without knowing more than plain Parquet files.
const READER_FEATURES: [&str; 2] = ["timestampNtz", "vacuumProtocolCheck"];
/// What a writer may meet when it only adds and removes whole files.
const WRITER_FEATURES: [&str; 4] = [
    "appendOnly",
    "invariants",
    "timestampNtz",
    "vacuumProtocolCheck",
];

/// A table at one version.
#[derive(Debug, Clone)]
pub(crate) struct TableState {
    pub(crate) protocol: ProtocolLine,
    pub(crate) metadata: Metadata,
    pub(crate) snapshot: Arc<TableSnapshot>,
}

impl TableState {
    /// The newest state, or that of a version; none when there is no such table or version.
    pub(crate) async fn load(
        log: &LogStoreRef,
        table: &TableName,
        version: Option<u64>,
    ) -> Result<Option<Self>> {
        match segment(log, version).await? {
            Some(segment) => Ok(Some(Replay::default().replay(table, segment)?)),
            None => Ok(None),
        }
    }

    /// The newest state, from the entries that follow this one; none when the log does not hold them all.
    pub(crate) async fn follow(
        &self,
        log: &LogStoreRef,
        table: &TableName,
    ) -> Result<Option<Self>> {
        match entries_after(log, self.snapshot.version).await? {
            Some(segment) => Ok(Some(self.as_base().replay(table, segment)?)),
            None => Ok(None),
        }
    }

    /// The state after one more entry.
    pub(crate) fn after(&self, table: &TableName, entry: LogObject) -> Result<Self> {
        let segment = LogSegment {
            version: self.snapshot.version + 1,
            checkpoint: Vec::new(),
            entries: vec![entry],
        };
        self.as_base().replay(table, segment)
    }

    /// The state that the first entry of a log makes.
    pub(crate) fn first(table: &TableName, entry: LogObject) -> Result<Self> {
        let segment = LogSegment {
            version: 0,
            checkpoint: Vec::new(),
            entries: vec![entry],
        };
        Replay::default().replay(table, segment)
    }

    /// Refuses to write to a table that asks its writers for more than Daybook does.
    pub(crate) fn check_writable(&self, table: &TableName) -> Result<()> {
        let protocol = &self.protocol;
        let asks = Asks {
            version: protocol.min_writer_version,
            features: protocol.writer_features.as_deref().unwrap_or_default(),
        };
        let of_properties = self
            .property("delta.appendOnly")
            .filter(|only| *only == "true");
        let reason = match of_properties {
            Some(_) => Some("its property delta.appendOnly is true".to_owned()),
            None if asks.version <= 2 => None,
            None => asks.too_much(asks.version == 7, &WRITER_FEATURES),
        };
        reason.map_or(Ok(()), |reason| Err(unsupported(table, "written", &reason)))
    }

    fn property(&self, name: &str) -> Option<&str> {
        self.metadata.configuration().get(name).map(String::as_str)
    }

    fn as_base(&self) -> Replay {
        Replay {
            protocol: Some(self.protocol.clone()),
            metadata: Some(self.metadata.clone()),
            base: self.snapshot.files.clone(),
            ..Replay::default()
        }
    }
}

/// What has been replayed: the files of a known state, those of them that are gone, and those that came.
#[derive(Debug, Default)]
struct Replay {
    protocol: Option<ProtocolLine>,
    metadata: Option<Metadata>,
    base: Vec<Arc<DayFile>>,
    gone: HashSet<String>,
    added: HashMap<String, Arc<DayFile>>,
}

impl Replay {
    fn replay(mut self, table: &TableName, segment: LogSegment) -> Result<TableState> {
        let in_object = |object: &LogObject, reason: String| CatalogError::Damaged {
            object: format!("{}/{}", table.folder(), object.path),
            reason,
        };
        for part in segment.checkpoint {
            let rows = checkpoint_rows(part.bytes.clone(), |line| self.take(line));
            rows.map_err(|reason| in_object(&part, reason))?;
        }
        for entry in segment.entries {
            for line in parse_lines(&entry.bytes) {
                let taken = line.and_then(|line| self.take(line));
                taken.map_err(|reason| in_object(&entry, reason))?;
            }
        }
        self.finish(table, segment.version)
    }

    fn take(&mut self, line: LogLine) -> Result<(), String> {
        if let Some(protocol) = line.protocol {
            self.protocol = Some(protocol);
        }
        if let Some(metadata) = line.meta_data {
            self.metadata = Some(metadata);
        }
        if let Some(removed) = line.remove {
            let path = table_path(&removed.path)?;
            self.added.remove(&path);
            self.leave(path);
        }
        if let Some(added) = line.add {
            let file = added.into_file()?;
            self.leave(file.path.clone());
            self.added.insert(file.path.clone(), Arc::new(file));
        }
        Ok(())
    }

    /// A file of the known state, if it is one, is gone or replaced by another line about it.
    fn leave(&mut self, path: String) {
        if !self.base.is_empty() {
            self.gone.insert(path);
        }
    }

    fn into_files(mut self) -> Vec<Arc<DayFile>> {
        let gone = self.gone;
        self.base.retain(|file| !gone.contains(&file.path));
        self.base.extend(self.added.into_values());
        self.base
    }

    fn finish(mut self, table: &TableName, version: u64) -> Result<TableState> {
        let lacks =
            |what: &str| damaged(table, format!("version {version} of the log has no {what}"));
        let protocol = self.protocol.take().ok_or_else(|| lacks("protocol"))?;
        let metadata = self.metadata.take().ok_or_else(|| lacks("metadata"))?;
        check_readable(table, &protocol, &metadata)?;
        let schema: StructType = serde_json::from_str(metadata.schema_string())?;
        let schema: Schema = (&schema)
            .try_into_arrow()
            .map_err(|error| damaged(table, error.to_string()))?;
        let snapshot = TableSnapshot::new(
            version,
            storable_schema(&schema)?,
            self.into_files(),
            metadata.description().unwrap_or_default().to_owned(),
        );
        Ok(TableState {
            protocol,
            metadata,
            snapshot: Arc::new(snapshot),
        })
    }
}

/// Refuses a table whose files mean something else than the rows in them.
fn check_readable(table: &TableName, protocol: &ProtocolLine, metadata: &Metadata) -> Result<()> {
    let asks = Asks {
        version: protocol.min_reader_version,
        features: protocol.reader_features.as_deref().unwrap_or_default(),
    };
    let mapping = metadata.configuration().get("delta.columnMapping.mode");
    let reason = match mapping.map(String::as_str) {
        None | Some("none") if asks.version <= 1 => None,
        None | Some("none") => asks.too_much(asks.version <= 3, &READER_FEATURES),
        Some(mode) => Some(format!("it maps its columns by {mode}")),
    };
    reason.map_or(Ok(()), |reason| Err(unsupported(table, "read", &reason)))
}

/// What a table asks of its readers, or of its writers.
struct Asks<'a> {
    version: i32,
    features: &'a [String],
}

impl Asks<'_> {
    /// What of it is more than Daybook does.
    fn too_much(&self, known_version: bool, supported: &[&str]) -> Option<String> {
        let mut features = self.features.iter();
        if let Some(other) = features.find(|feature| !supported.contains(&feature.as_str())) {
            return Some(format!("it uses the feature {other}"));
        }
        (!known_version).then(|| format!("it asks for version {} of the protocol", self.version))
    }
}

fn unsupported(table: &TableName, done: &str, reason: &str) -> CatalogError {
    CatalogError::Invalid {
        message: format!(
            "`{table}` cannot be {done} by Daybook: another program changed it, and {reason}; \
             rewrite the table without that"
        ),
    }
}
