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

use super::lineage::{InputDay, Recipe, day_identity, what_changed};
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
    let first_days = first_days(order, spec);
    let plan_one = |model: &&'a Model| {
        let from = first_days.get(&model.table.name).copied().flatten();
        plan_table(model, snapshots, &mut ahead, Wish { spec, from })
    };
    order.iter().map(plan_one).collect()
}

/// The first day that each table is needed from: the one asked for, or earlier where a reader states a window.
/// None means from the first there is.
fn first_days<'a>(
    order: &[&'a Model],
    spec: &MaterializeSpec,
) -> HashMap<&'a TableName, Option<NaiveDate>> {
    let mut first_days: HashMap<&TableName, Option<NaiveDate>> = HashMap::new();
    for model in order.iter().rev() {
        let own = *first_days.entry(&model.table.name).or_insert(spec.from);
        let of_window = own.map(|from| model.window.first_day(from));
        for input in &model.reads {
            let known = first_days.entry(input).or_insert(spec.from);
            *known = (*known).min(of_window);
        }
    }
    first_days
}

/// What is asked of one table.
#[derive(Clone, Copy)]
struct Wish<'a> {
    spec: &'a MaterializeSpec,
    /// The first day that is needed.
    from: Option<NaiveDate>,
}

impl Wish<'_> {
    fn includes(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| date >= from) && self.spec.to.is_none_or(|to| date <= to)
    }

    /// A mode named for some tables and days is meant for them; what they read is only brought up to date.
    fn mode(&self, table: &TableName, date: NaiveDate) -> Mode {
        let named = self.spec.tables.is_empty() || self.spec.tables.contains(table);
        let asked_for = named && self.spec.from.is_none_or(|from| date >= from);
        match self.spec.mode {
            Mode::Replace if !asked_for => Mode::Stale,
            mode => mode,
        }
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
    wish: Wish<'_>,
) -> TableWork<'a> {
    let held = snapshots.get(&model.table.name);
    let mut work = TableWork {
        model,
        days: Vec::new(),
        kept: 0,
        blocked: Vec::new(),
    };
    let recipe = Recipe::new(model);
    let mut own = ahead.remove(&model.table.name).unwrap_or_default();
    for date in days_of_inputs(model, ahead, wish) {
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
        let mode = wish.mode(&model.table.name, date);
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
    wish: Wish<'_>,
) -> BTreeSet<NaiveDate> {
    let inputs = model.reads.iter().filter_map(|name| ahead.get(name));
    inputs
        .flat_map(|days| days.keys().copied())
        .filter(|date| wish.includes(*date))
        .collect()
}

/// A day that another is computed from, as it will be.
struct Input<'a> {
    table: &'a TableName,
    date: NaiveDate,
    day: &'a DayAhead<'a>,
}

type Inputs<'a> = Vec<Input<'a>>;

/// The days of every input that the day is computed from, or the first input that lacks the day itself.
fn inputs_of<'a>(
    model: &'a Model,
    ahead: &'a HashMap<TableName, DaysAhead<'_>>,
    date: NaiveDate,
) -> Result<Inputs<'a>, TableName> {
    let mut inputs = Vec::with_capacity(model.reads.len());
    for table in &model.reads {
        let held = ahead.get(table).filter(|days| days.contains_key(&date));
        let days = held.ok_or_else(|| table.clone())?;
        let window = days.range(model.window.first_day(date)..=date);
        inputs.extend(window.map(|(date, day)| Input {
            table,
            date: *date,
            day,
        }));
    }
    Ok(inputs)
}

fn identities<'a>(inputs: &'a Inputs<'_>) -> impl Iterator<Item = InputDay<'a>> + Clone {
    inputs.iter().map(|input| InputDay {
        table: input.table,
        date: input.date,
        fingerprint: input.day.identity.as_ref(),
    })
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
        if let Some(input) = self.inputs.iter().find(|input| input.day.recomputed) {
            return Reason::Upstream(input.table.to_string());
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
        input_rows: inputs.iter().map(|input| input.day.rows).sum(),
        input_bytes: inputs.iter().map(|input| input.day.bytes).sum(),
    }
}
