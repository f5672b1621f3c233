//! The state of every day of every table: what a calendar of the book shows.
//!
//! A day of a model that should be there and is not is absent; one computed from something that has
//! changed is stale; the rest is judged by what it holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use daybook_catalog::{TableName, TableSnapshot, tags};

use super::graph::in_order;
use super::lineage::day_identity;
use super::model::Model;
use super::plan::{Snapshots, plan};
use super::spec::{MaterializeSpec, Mode};
use super::summary::Reason;
use crate::error::Result;

/// The state of one day of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayState {
    /// The day should be there and is not.
    Absent,
    /// There, and nothing came out.
    Empty,
    /// There, with rows rejected or failed.
    Partial,
    /// There, whole.
    Complete,
    /// Computed from something that has changed since.
    Stale,
}

impl DayState {
    /// The word in `system.days`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Empty => "empty",
            Self::Partial => "partial",
            Self::Complete => "complete",
            Self::Stale => "stale",
        }
    }
}

/// What is known of one day of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayStatus {
    /// The table.
    pub table: TableName,
    /// The day.
    pub date: NaiveDate,
    /// Its state.
    pub state: DayState,
    /// Rows held.
    pub rows: u64,
    /// Stored bytes held.
    pub bytes: u64,
    /// Rows rejected at landing, or that an extractor failed on.
    pub rejected: u64,
    /// The fingerprint of what it was computed from.
    pub fingerprint: Option<String>,
    /// When it was committed.
    pub committed_at: Option<DateTime<Utc>>,
}

/// The state of every day of the tables in `snapshots` and of the tables that `models` compute.
/// `rejected` counts, for each day, the records that landing refused.
pub fn day_states(
    models: &[Model],
    snapshots: &Snapshots,
    rejected: &BTreeMap<NaiveDate, u64>,
) -> Result<Vec<DayStatus>> {
    let spec = MaterializeSpec {
        tables: Vec::new(),
        from: None,
        to: None,
        mode: Mode::Stale,
        jobs: 1,
    };
    let order = in_order(models, &[])?;
    let mut absent: BTreeMap<TableName, BTreeSet<NaiveDate>> = BTreeMap::new();
    let mut stale: BTreeSet<(TableName, NaiveDate)> = BTreeSet::new();
    for work in plan(&order, snapshots, &spec) {
        let name = &work.model.table.name;
        let missing = absent.entry(name.clone()).or_default();
        missing.extend(work.blocked.iter().map(|(date, _)| *date));
        for day in work.days {
            match day.reason {
                Reason::Absent => {
                    missing.insert(day.date);
                }
                _ => {
                    stale.insert((name.clone(), day.date));
                }
            }
        }
    }
    let mut states: Vec<DayStatus> = Vec::new();
    for (name, snapshot) in snapshots {
        for (date, _) in snapshot.days() {
            let refused = match *name == TableName::postings() {
                true => rejected.get(&date).copied().unwrap_or(0),
                false => 0,
            };
            let is_stale = stale.contains(&(name.clone(), date));
            states.push(held_day(name, snapshot, date, is_stale, refused));
        }
    }
    for (name, days) in absent {
        states.extend(days.into_iter().map(|date| absent_day(&name, date)));
    }
    states.sort_by(|a, b| (&a.table, a.date).cmp(&(&b.table, b.date)));
    Ok(states)
}

fn held_day(
    name: &TableName,
    snapshot: &TableSnapshot,
    date: NaiveDate,
    is_stale: bool,
    refused: u64,
) -> DayStatus {
    let files = snapshot.day(date);
    let rows = files.iter().map(|file| file.rows).sum();
    let errors: u64 = files
        .iter()
        .filter_map(|file| file.tags.get(tags::ERRORS)?.parse::<u64>().ok())
        .sum();
    let state = match (is_stale, rows, errors + refused) {
        (true, _, _) => DayState::Stale,
        (false, _, 1..) => DayState::Partial,
        (false, 0, 0) => DayState::Empty,
        (false, _, 0) => DayState::Complete,
    };
    DayStatus {
        table: name.clone(),
        date,
        state,
        rows,
        bytes: files.iter().map(|file| file.size_bytes).sum(),
        rejected: errors + refused,
        fingerprint: day_identity(snapshot, date).map(Into::into),
        committed_at: files.iter().map(|file| file.committed_at).max(),
    }
}

fn absent_day(name: &TableName, date: NaiveDate) -> DayStatus {
    DayStatus {
        table: name.clone(),
        date,
        state: DayState::Absent,
        rows: 0,
        bytes: 0,
        rejected: 0,
        fingerprint: None,
        committed_at: None,
    }
}
