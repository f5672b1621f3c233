//! From the Delta log to a [`TableSnapshot`].

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::Schema;
use deltalake::DeltaTableError;
use deltalake::kernel::LogicalFileView;
use deltalake::kernel::engine::arrow_conversion::TryIntoArrow;
use deltalake::logstore::{LogStoreRef, StorageConfig, default_logstore};
use deltalake::table::state::DeltaTableState;
use object_store::prefix::PrefixStore;

use super::delta_error;
use crate::error::{CatalogError, Result};
use crate::location::Location;
use crate::names::TableName;
use crate::schema::{DATE, storable_schema};
use crate::snapshot::{DayFile, TableSnapshot};

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

/// The table's state at a version, or the newest; `None` when there is no such table or version.
pub(crate) async fn load_state(
    log_store: &LogStoreRef,
    table: &TableName,
    version: Option<u64>,
) -> Result<Option<DeltaTableState>> {
    match DeltaTableState::try_new(log_store.as_ref(), version).await {
        Ok(state) => Ok(Some(state)),
        Err(DeltaTableError::NotATable(_) | DeltaTableError::InvalidVersion(_)) => Ok(None),
        Err(other) => Err(delta_error(table)(other)),
    }
}

/// The files of a state, in our words.
pub(crate) fn to_snapshot(table: &TableName, state: &DeltaTableState) -> Result<TableSnapshot> {
    let schema: Schema = state
        .schema()
        .as_ref()
        .try_into_arrow()
        .map_err(|error| damaged(table, error.to_string()))?;
    let views = state.snapshot().try_log_data();
    let files = views
        .map_err(delta_error(table))?
        .iter()
        .map(|view| day_file(table, &view))
        .collect::<Result<Vec<_>>>()?;
    let comment = state.metadata().description().unwrap_or_default();
    Ok(TableSnapshot::new(
        state.version(),
        storable_schema(&schema)?,
        files,
        comment.to_owned(),
    ))
}

fn day_file(table: &TableName, view: &LogicalFileView) -> Result<DayFile> {
    #[expect(
        deprecated,
        reason = "the only public way to an add action's tags in deltalake 1.1"
    )]
    let add = view.add_action();
    let missing = |what: &str| damaged(table, format!("file `{}` has no {what}", add.path));
    let date = add.partition_values.get(DATE).cloned().flatten();
    let date = date
        .and_then(|text| text.parse::<NaiveDate>().ok())
        .ok_or_else(|| missing("date in its partition values"))?;
    let rows = view
        .num_records()
        .ok_or_else(|| missing("row count in its statistics"))?;
    let committed_at = view.modification_datetime().map_err(delta_error(table))?;
    let tags: BTreeMap<String, String> = add
        .tags
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect();
    Ok(DayFile {
        path: add.path,
        size_bytes: u64::try_from(add.size).unwrap_or_default(),
        date,
        rows: rows as u64,
        committed_at,
        tags,
    })
}

pub(super) fn damaged(table: &TableName, reason: String) -> CatalogError {
    CatalogError::Damaged {
        object: format!("{}/_delta_log", table.folder()),
        reason,
    }
}
