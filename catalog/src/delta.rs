//! The Delta library's types on one side, ours on the other; nothing else in Daybook names the former.
//!
//! ```text
//! _delta_log/…7.json + checkpoint ──► DeltaTableState ──► TableSnapshot { files: [DayFile] }
//! TableSpec, DayReplacement       ──► protocol, metadata, add, remove actions
//! ```

mod actions;
mod load;

pub(crate) use actions::{commit_actions, commit_info};
pub(crate) use load::{load_state, log_store, to_snapshot};

use deltalake::DeltaTableError;
use deltalake::kernel::transaction::TransactionError;

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

/// Whether another writer took the version that a commit wanted, so that it may try the next one.
pub(crate) fn is_conflict(error: &DeltaTableError) -> bool {
    matches!(
        error,
        DeltaTableError::VersionAlreadyExists(_)
            | DeltaTableError::Transaction {
                source: TransactionError::MaxCommitAttempts(_)
                    | TransactionError::CommitConflict(_)
                    | TransactionError::VersionAlreadyExists(_)
            }
    )
}
