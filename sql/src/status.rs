//! The calendar of every table.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{Date32Type, Int64Type};
use daybook_catalog::{DayRange, TableName};
use daybook_engine::materialise::{DayState, DayStatus, Snapshots, day_states};

use crate::error::Result;
use crate::session::{Core, session_state};

/// One table's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableStatus {
    /// The table's SQL name.
    pub table: String,
    /// Rows in all.
    pub rows: u64,
    /// Stored bytes in all.
    pub bytes: u64,
    /// The state of each day that should be there.
    pub days: BTreeMap<NaiveDate, DayState>,
}

/// The calendar of every table that the book holds or has a model for.
pub(crate) async fn table_status(core: &Arc<Core>) -> Result<Vec<TableStatus>> {
    let mut tables: BTreeMap<TableName, TableStatus> = BTreeMap::new();
    for day in day_statuses(core).await? {
        let status = tables
            .entry(day.table.clone())
            .or_insert_with(|| TableStatus {
                table: day.table.to_string(),
                rows: 0,
                bytes: 0,
                days: BTreeMap::new(),
            });
        status.rows += day.rows;
        status.bytes += day.bytes;
        status.days.insert(day.date, day.state);
    }
    Ok(tables.into_values().collect())
}

/// The state of every day of every table.
pub(crate) async fn day_statuses(core: &Arc<Core>) -> Result<Vec<DayStatus>> {
    let models = core.planned_models().await?;
    let snapshots = all_snapshots(core).await?;
    let rejected = rejected_days(core, &snapshots).await?;
    Ok(day_states(&models, &snapshots, &rejected)?)
}

/// Snapshots of every table that is there, with or without a model.
async fn all_snapshots(core: &Arc<Core>) -> Result<Snapshots> {
    let names = core.book.tables().await?;
    let held = core.snapshots(names).await?;
    Ok(held
        .into_iter()
        .filter_map(|(name, snapshot)| Some((name, snapshot?)))
        .collect())
}

/// How many records landing refused, for each day that they named.
async fn rejected_days(
    core: &Arc<Core>,
    snapshots: &Snapshots,
) -> Result<BTreeMap<NaiveDate, u64>> {
    if !snapshots.contains_key(&TableName::rejects()) {
        return Ok(BTreeMap::new());
    }
    let state = session_state(core, DayRange::default(), 1);
    let context = datafusion::prelude::SessionContext::new_with_state(state);
    let sql = "SELECT posted_date, count(*) AS refused FROM rejects \
               WHERE posted_date IS NOT NULL GROUP BY posted_date";
    let mut days = BTreeMap::new();
    for batch in context.sql(sql).await?.collect().await? {
        let dates = batch.column(0).as_primitive::<Date32Type>();
        let counts = batch.column(1).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            if let Some(date) = dates.value_as_date(row) {
                days.insert(date, u64::try_from(counts.value(row)).unwrap_or(0));
            }
        }
    }
    Ok(days)
}
