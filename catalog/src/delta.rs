//! The Delta library's types on one side, ours on the other; nothing else in Daybook names the former.
//!
//! ```text
//! _delta_log/…7.json + checkpoint ──► TableState { TableSnapshot { files: [DayFile] } }
//! TableSpec, DayReplacement       ──► protocol, metadata, add, remove actions
//! ```

mod actions;
mod checkpoint_rows;
mod lines;
mod replay;
mod segment;
#[cfg(test)]
mod tests;

pub(crate) use actions::{checkpoint_is_due, commit_actions, commit_info, log_lines};
pub(crate) use lines::{date_of, parse_lines};
pub(crate) use replay::TableState;
pub(crate) use segment::LogObject;

use std::sync::Arc;

use deltalake::DeltaTableError;
use deltalake::logstore::{LogStoreRef, StorageConfig, default_logstore};
use object_store::prefix::PrefixStore;

use crate::location::Location;

use crate::error::CatalogError;
use crate::names::TableName;

/// Wraps a Delta error with the table's name.
pub(crate) fn delta_error(
    table: &TableName,
) -> impl FnOnce(DeltaTableError) -> CatalogError + use<'_> {
    move |source| match source {
        DeltaTableError::ObjectStore { source } => CatalogError::Storage(source),
        source => CatalogError::Delta {
            table: table.to_string(),
            source: Box::new(source),
        },
    }
}

/// The log of a table; the table need not exist.
pub(crate) fn log_store(location: &Location, table: &TableName) -> LogStoreRef {
    let folder = table.folder();
    let prefixed = PrefixStore::new(Arc::clone(location.store()), location.child(&folder));
    default_logstore(
        Arc::new(prefixed),
        Arc::clone(location.store()),
        &location.child_url(&folder),
        &StorageConfig::default(),
    )
}

fn damaged(table: &TableName, reason: String) -> CatalogError {
    CatalogError::Damaged {
        object: format!("{}/_delta_log", table.folder()),
        reason,
    }
}
