//! The plan: which days of which tables are computed, and why. Reads snapshots, touches no data.
//!
//! ```text
//!             postings      attributes.state      counts.title_counts
//! 2016-01-05  complete      absent ── compute ──► upstream ── compute
//! 2016-01-06  complete      same fingerprint      stale: function soc_code changed ── compute
//! 2016-01-07  complete      same fingerprint      same fingerprint ── kept
//! ```

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use daybook_catalog::{TableName, TableSnapshot, tags};

use super::lineage::{Recipe, day_identity, what_changed};
use super::model::Model;
use super::spec::{MaterializeSpec, Mode};
use super::summary::{PlannedDay, Reason};

/// The snapshots a plan is made on: every table that exists.
pub type Snapshots = BTreeMap<TableName, Arc<TableSnapshot>>;

/// The work on one table.
#[derive(Debug, Clone)]
pub struct TableWork<'a> {
    /// The model.
    pub model: &'a Model,
    /// Days to compute, in order.
    pub days: Vec<PlannedDay>,
    /// Days in range that are left as they are.
    pub kept: u64,
    /// Days that lack an input which nothing in this run makes: the day and the input.
    pub blocked: Vec<(NaiveDate, TableName)>,
}

/// A day as it will be after the run, for the tables that read it.
#[derive(Debug, Clone)]
struct DayAhead<'a> {
    identity: Cow<'a, str>,
    rows: u64,
    bytes: u64,
    recomputed: bool,
}

type DaysAhead<'a> = BTreeMap<NaiveDate, DayAhead<'a>>;

/// Plans the work on `order` (inputs before readers).
pub fn plan<'a>(
    order: &[&'a Model],
    snapshots: &Snapshots,
    spec: &MaterializeSpec,
) -> Vec<TableWork<'a>> {
    let mut ahead: HashMap<TableName, DaysAhead<'_>> = snapshots
        .iter()
        .map(|(name, snapshot)| (name.clone(), days_held(snapshot)))
        .collect();
    order
        .iter()
        .map(|model| plan_table(model, snapshots, &mut ahead, spec))
        .collect()
}

/// A mode named for some tables is meant for them; what they read is only brought up to date.
fn mode_for(model: &Model, spec: &MaterializeSpec) -> Mode {
    let asked_for = spec.tables.is_empty() || spec.tables.contains(&model.table.name);
    match spec.mode {
        Mode::Replace if !asked_for => Mode::Stale,
        mode => mode,
    }
}

fn days_held(snapshot: &TableSnapshot) -> DaysAhead<'_> {
    snapshot
        .days()
        .filter_map(|(date, files)| {
            let identity = day_identity(snapshot, date)?;
            let rows = files.iter().map(|file| file.rows).sum();
            let bytes = files.iter().map(|file| file.size_bytes).sum();
            Some((
                date,
                DayAhead {
                    identity,
                    rows,
                    bytes,
                    recomputed: false,
                },
            ))
        })
        .collect()
}

fn plan_table<'a>(
    model: &'a Model,
    snapshots: &Snapshots,
    ahead: &mut HashMap<TableName, DaysAhead<'_>>,
    spec: &MaterializeSpec,
) -> TableWork<'a> {
    let mode = mode_for(model, spec);
    let held = snapshots.get(&model.table.name);
    let mut work = TableWork {
        model,
        days: Vec::new(),
        kept: 0,
        blocked: Vec::new(),
    };
    let recipe = Recipe::new(model);
    let mut own = ahead.remove(&model.table.name).unwrap_or_default();
    for date in days_of_inputs(model, ahead, spec) {
        let inputs = match inputs_of(model, ahead, date) {
            Ok(inputs) => inputs,
            Err(missing) => {
                work.blocked.push((date, missing));
                continue;
            }
        };
        let expected = recipe.fingerprint(identities(&inputs));
        let ahead_of = Ahead {
            date,
            recipe: &recipe,
            fingerprint: &expected,
            inputs: &inputs,
        };
        match ahead_of.reason(mode, held.map(AsRef::as_ref)) {
            None => work.kept += 1,
            Some(reason) => {
                let day = planned(model, date, reason, &inputs);
                let after = DayAhead {
                    identity: Cow::Owned(expected),
                    rows: 0,
                    bytes: 0,
                    recomputed: true,
                };
                own.insert(date, after);
                work.days.push(day);
            }
        }
    }
    ahead.insert(model.table.name.clone(), own);
    work
}

/// The days asked for that any input has.
fn days_of_inputs(
    model: &Model,
    ahead: &HashMap<TableName, DaysAhead<'_>>,
    spec: &MaterializeSpec,
) -> BTreeSet<NaiveDate> {
    let asked = |date: &NaiveDate| {
        spec.from.is_none_or(|from| *date >= from) && spec.to.is_none_or(|to| *date <= to)
    };
    let inputs = model.reads.iter().filter_map(|name| ahead.get(name));
    inputs
        .flat_map(|days| days.keys().copied())
        .filter(asked)
        .collect()
}

type Inputs<'a> = Vec<(&'a TableName, &'a DayAhead<'a>)>;

/// The day of every input, or the first input that lacks it.
fn inputs_of<'a>(
    model: &'a Model,
    ahead: &'a HashMap<TableName, DaysAhead<'_>>,
    date: NaiveDate,
) -> Result<Inputs<'a>, TableName> {
    let day = |name: &'a TableName| {
        let held = ahead.get(name).and_then(|days| days.get(&date));
        held.map(|day| (name, day)).ok_or_else(|| name.clone())
    };
    model.reads.iter().map(day).collect()
}

fn identities<'a>(
    inputs: &'a Inputs<'_>,
) -> impl Iterator<Item = (&'a TableName, &'a str)> + Clone {
    inputs
        .iter()
        .map(|(name, day)| (*name, day.identity.as_ref()))
}

/// A day as it would be computed now.
struct Ahead<'a> {
    date: NaiveDate,
    recipe: &'a Recipe,
    fingerprint: &'a str,
    inputs: &'a Inputs<'a>,
}

impl Ahead<'_> {
    /// Why the day has to be computed, if it has.
    fn reason(&self, mode: Mode, held: Option<&TableSnapshot>) -> Option<Reason> {
        let Some(snapshot) = held.filter(|snapshot| !snapshot.day(self.date).is_empty()) else {
            return Some(Reason::Absent);
        };
        match mode {
            Mode::Reuse => None,
            Mode::Replace => Some(Reason::Asked),
            Mode::Stale if snapshot.fingerprint(self.date) == Some(self.fingerprint) => None,
            Mode::Stale => Some(self.why_stale(snapshot)),
        }
    }

    fn why_stale(&self, held: &TableSnapshot) -> Reason {
        if let Some((name, _)) = self.inputs.iter().find(|(_, day)| day.recomputed) {
            return Reason::Upstream(name.to_string());
        }
        let now = self.recipe.lineage(identities(self.inputs)).inputs;
        Reason::Stale(what_changed(&stored_inputs(held, self.date), &now))
    }
}

fn stored_inputs(snapshot: &TableSnapshot, date: NaiveDate) -> String {
    let first = snapshot.day(date).first();
    first
        .and_then(|file| file.tags.get(tags::INPUTS))
        .cloned()
        .unwrap_or_default()
}

fn planned(model: &Model, date: NaiveDate, reason: Reason, inputs: &Inputs<'_>) -> PlannedDay {
    PlannedDay {
        table: model.table.name.clone(),
        date,
        reason,
        input_rows: inputs.iter().map(|(_, day)| day.rows).sum(),
        input_bytes: inputs.iter().map(|(_, day)| day.bytes).sum(),
    }
}
