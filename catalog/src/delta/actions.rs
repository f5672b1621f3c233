//! From a commit's days to the actions of a Delta log entry.
//!
//! ```text
//! DayReplacement { 2016-01-05, files [c], expected [b] }  ──►  remove b, add c
//! new table, or new columns                               ──►  protocol, metadata first
//! ```

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use deltalake::kernel::engine::arrow_conversion::TryIntoKernel;
use deltalake::kernel::{
    Action, Add, CommitInfo, Metadata, MetadataExt, Protocol, Remove, StructType, new_metadata,
};
use deltalake::protocol::{DeltaOperation, SaveMode};
use serde_json::json;

use super::damaged;
use super::replay::TableState;
use crate::error::{CatalogError, Result};
use crate::schema::{DATE, storable_schema};
use crate::snapshot::{DayFile, TableSnapshot};
use crate::spec::{DayReplacement, TableSpec, WrittenFile};

/// Days named in a commit's predicate; more would only swell the log.
const MAX_DAYS_IN_PREDICATE: usize = 60;
/// Entries of the log that a reader has to read at most, after a checkpoint.
const CHECKPOINT_INTERVAL: (&str, &str) = ("delta.checkpointInterval", "25");

/// The log entry's first line: what was done, when, by whom.
pub(crate) fn commit_info(
    operation: &DeltaOperation,
    what: &str,
    read_version: Option<u64>,
    now: DateTime<Utc>,
) -> Action {
    let mut info: CommitInfo = operation.get_commit_info();
    info.timestamp = Some(now.timestamp_millis());
    info.read_version = read_version;
    info.is_blind_append = Some(false);
    info.engine_info = Some(concat!("daybook:", env!("CARGO_PKG_VERSION")).to_owned());
    info.info.insert("daybook".to_owned(), json!(what));
    Action::CommitInfo(info)
}

/// The actions as an entry of the log.
pub(crate) fn log_lines(actions: &[Action]) -> Result<Bytes> {
    let lines = actions.iter().map(serde_json::to_string);
    let lines = lines.collect::<Result<Vec<String>, _>>()?;
    Ok(Bytes::from(lines.join("\n")))
}

/// Whether a table wants a checkpoint after this version.
pub(crate) fn checkpoint_is_due(metadata: &Metadata, version: u64) -> bool {
    let interval = metadata.configuration().get(CHECKPOINT_INTERVAL.0);
    let interval: Option<u64> = interval.and_then(|text| text.parse().ok());
    interval.is_some_and(|interval| interval > 0 && (version + 1).is_multiple_of(interval))
}

/// The operation as Delta names it, and the actions that make it true.
pub(crate) fn commit_actions(
    spec: &TableSpec,
    current: Option<&TableState>,
    days: &[DayReplacement],
    now: DateTime<Utc>,
) -> Result<(DeltaOperation, Vec<Action>)> {
    let mut actions = schema_actions(spec, current, days)?;
    for day in days {
        let old = current.map_or(&[][..], |current| current.snapshot.day(day.date));
        actions.extend(old.iter().map(|file| Action::Remove(remove(file, now))));
        actions.extend(
            day.files
                .iter()
                .map(|file| Action::Add(add(day.date, file, now))),
        );
    }
    let operation = DeltaOperation::Write {
        mode: SaveMode::Overwrite,
        partition_by: Some(vec![DATE.to_owned()]),
        predicate: predicate(days),
    };
    Ok((operation, actions))
}

fn predicate(days: &[DayReplacement]) -> Option<String> {
    if days.is_empty() || days.len() > MAX_DAYS_IN_PREDICATE {
        return None;
    }
    let mut dates: Vec<NaiveDate> = days.iter().map(|day| day.date).collect();
    dates.sort_unstable();
    let list: Vec<String> = dates.iter().map(|date| format!("'{date}'")).collect();
    Some(format!("{DATE} IN ({})", list.join(", ")))
}

fn partition_values(date: NaiveDate) -> HashMap<String, Option<String>> {
    HashMap::from([(DATE.to_owned(), Some(date.to_string()))])
}

fn add(date: NaiveDate, file: &WrittenFile, now: DateTime<Utc>) -> Add {
    Add {
        path: file.path.clone(),
        partition_values: partition_values(date),
        size: file.size_bytes as i64,
        modification_time: now.timestamp_millis(),
        data_change: true,
        stats: Some(file.stats.clone()),
        tags: Some(optional_values(&file.tags)),
        ..Add::default()
    }
}

fn remove(file: &DayFile, now: DateTime<Utc>) -> Remove {
    Remove {
        path: file.path.clone(),
        data_change: true,
        deletion_timestamp: Some(now.timestamp_millis()),
        extended_file_metadata: Some(true),
        partition_values: Some(partition_values(file.date)),
        size: Some(file.size_bytes as i64),
        tags: Some(optional_values(&file.tags)),
        ..Remove::default()
    }
}

fn optional_values(tags: &BTreeMap<String, String>) -> HashMap<String, Option<String>> {
    tags.iter()
        .map(|(key, value)| (key.clone(), Some(value.clone())))
        .collect()
}

/// Protocol and metadata of a new table; metadata alone when the columns changed; else nothing.
fn schema_actions(
    spec: &TableSpec,
    current: Option<&TableState>,
    days: &[DayReplacement],
) -> Result<Vec<Action>> {
    let wanted = storable_schema(&spec.schema)?;
    let Some(TableState {
        metadata: stored,
        snapshot,
        ..
    }) = current
    else {
        return Ok(vec![
            Action::Protocol(protocol()?),
            Action::Metadata(metadata(spec, &wanted)?),
        ]);
    };
    let merged = if replaces_every_file(snapshot, days) {
        wanted
    } else {
        with_new_columns(spec, &snapshot.schema, &wanted)?
    };
    if merged == snapshot.schema {
        return Ok(Vec::new());
    }
    let changed = stored.clone().with_schema(&delta_schema(spec, &merged)?);
    let changed = changed.map_err(|error| damaged(&spec.name, error.to_string()))?;
    Ok(vec![Action::Metadata(changed)])
}

fn replaces_every_file(snapshot: &TableSnapshot, days: &[DayReplacement]) -> bool {
    let dates: HashSet<NaiveDate> = days.iter().map(|day| day.date).collect();
    snapshot.days().all(|(date, _)| dates.contains(&date))
}

/// The stored columns, then those that are new; a stored column keeps its type.
fn with_new_columns(spec: &TableSpec, stored: &SchemaRef, wanted: &SchemaRef) -> Result<SchemaRef> {
    let mut fields: Vec<_> = stored.fields().iter().cloned().collect();
    for field in wanted.fields() {
        match stored.field_with_name(field.name()) {
            Err(_) => fields.push(Arc::clone(field)),
            Ok(old) if old.data_type() == field.data_type() => {}
            Ok(old) => {
                return Err(CatalogError::Invalid {
                    message: format!(
                        "column `{}` of `{}` is stored as {} and would now be {}; replace all days of the \
                         table in one run, or drop the table first",
                        field.name(),
                        spec.name,
                        old.data_type(),
                        field.data_type()
                    ),
                });
            }
        }
    }
    Ok(SchemaRef::new(Schema::new(fields)))
}

fn protocol() -> Result<Protocol> {
    // Version 1 and 2 are what every reader and writer of Delta tables has understood since the first.
    Ok(serde_json::from_value(
        json!({ "minReaderVersion": 1, "minWriterVersion": 2 }),
    )?)
}

fn metadata(spec: &TableSpec, schema: &SchemaRef) -> Result<Metadata> {
    let configuration = [
        (CHECKPOINT_INTERVAL.0, CHECKPOINT_INTERVAL.1.to_owned()),
        ("daybook.sortBy", spec.sort_by.join(",")),
    ];
    new_metadata(&delta_schema(spec, schema)?, [DATE], configuration)
        .and_then(|metadata| metadata.with_name(spec.name.to_string()))
        .and_then(|metadata| metadata.with_description(spec.comment.clone()))
        .map_err(|error| damaged(&spec.name, error.to_string()))
}

fn delta_schema(spec: &TableSpec, schema: &SchemaRef) -> Result<StructType> {
    schema
        .as_ref()
        .try_into_kernel()
        .map_err(|error| damaged(&spec.name, error.to_string()))
}
