//! The commit of computed days, beside other writers.
//!
//! ```text
//! computed days ── commit ──► done
//!                    │ another writer changed one of them: read the table again, and for each day
//!                    ├─ as we knew it, or now from older inputs than ours ─► into the next attempt
//!                    ├─ computed from the same as ours ────────────────────► kept, theirs is as good
//!                    └─ the inputs moved on under us ──────────────────────► failed; running again does it
//! ```
//! Files of days that are not committed wait for vacuum.

use std::sync::Arc;

use chrono::NaiveDate;
use daybook_catalog::{CatalogError, DayReplacement, TableSnapshot, WrittenFile, tags};

use super::observer::MaterializeEvent;
use super::run::{Inputs, TableRun, lineage_of};
use super::summary::FailedDay;
use crate::error::Result;

/// How often a commit is tried again because another writer changed a day meanwhile.
const ATTEMPTS: usize = 20;

/// A day that is written and waits for its commit.
#[derive(Debug)]
pub(super) struct DayDone {
    pub(super) date: NaiveDate,
    pub(super) file: WrittenFile,
}

impl DayDone {
    fn fingerprint(&self) -> Option<&str> {
        self.file.tags.get(tags::FINGERPRINT).map(String::as_str)
    }
}

/// What became of computed days.
#[derive(Debug, Default)]
pub(super) struct Committed {
    /// In the table now.
    pub(super) done: Vec<DayDone>,
    /// Days that another writer computed from the same inputs meanwhile.
    pub(super) kept: u64,
    /// Days that another writer changed otherwise.
    pub(super) failed: Vec<FailedDay>,
}

/// What is to be done with a day whose commit was overtaken.
enum Fate {
    TryAgain,
    Done,
    Kept,
    Failed,
}

impl TableRun<'_> {
    /// Commits days that were computed while the table was as in `own`.
    pub(super) async fn commit(
        &self,
        own: Option<Arc<TableSnapshot>>,
        days: Vec<DayDone>,
    ) -> Result<Committed> {
        let table = &self.model.table;
        let mut outcome = Committed::default();
        let (mut base, mut waiting) = (own, days);
        for _ in 0..ATTEMPTS {
            if waiting.is_empty() {
                return Ok(outcome);
            }
            let days = replacements(base.as_deref(), &waiting);
            let base_now = base.as_deref();
            match self.book.commit(table, base_now, days, "MATERIALIZE").await {
                Ok(_) => {
                    self.committed(&waiting);
                    outcome.done.append(&mut waiting);
                    return Ok(outcome);
                }
                Err(CatalogError::DayChanged { table, date }) => {
                    tracing::debug!(%table, %date, "another writer was first; looking again");
                }
                Err(error) => return Err(error.into()),
            }
            let newest = self.book.snapshot(&table.name).await?;
            let inputs = self.inputs().await?;
            for day in std::mem::take(&mut waiting) {
                match self.fate(&day, base.as_deref(), newest.as_deref(), &inputs) {
                    Fate::TryAgain => waiting.push(day),
                    Fate::Done => outcome.done.push(day),
                    Fate::Kept => outcome.kept += 1,
                    Fate::Failed => outcome.failed.push(self.overtaken(&day)),
                }
            }
            base = newest;
        }
        outcome
            .failed
            .extend(waiting.iter().map(|day| self.overtaken(day)));
        Ok(outcome)
    }

    fn fate(
        &self,
        day: &DayDone,
        base: Option<&TableSnapshot>,
        newest: Option<&TableSnapshot>,
        inputs: &Inputs,
    ) -> Fate {
        let held = paths_of(newest, day.date);
        if held == paths_of(base, day.date) {
            return Fate::TryAgain;
        }
        if held.contains(&day.file.path) {
            return Fate::Done; // it was committed after all, its answer lost
        }
        let ours = day.fingerprint();
        if newest.and_then(|newest| newest.fingerprint(day.date)) == ours {
            return Fate::Kept;
        }
        match lineage_of(&self.model, inputs, day.date) {
            Ok(now) if Some(now.fingerprint.as_str()) == ours => Fate::TryAgain,
            _ => Fate::Failed,
        }
    }

    fn overtaken(&self, day: &DayDone) -> FailedDay {
        let message = "another writer changed the day and what it is computed from meanwhile";
        self.failed(day.date, message.to_string())
    }

    fn committed(&self, days: &[DayDone]) {
        self.observer.observe(MaterializeEvent::Committed {
            table: self.model.table.name.to_string(),
            days: days.len() as u64,
        });
    }
}

fn replacements(base: Option<&TableSnapshot>, days: &[DayDone]) -> Vec<DayReplacement> {
    let replacement = |day: &DayDone| DayReplacement {
        date: day.date,
        expected: paths_of(base, day.date),
        files: vec![day.file.clone()],
    };
    days.iter().map(replacement).collect()
}

fn paths_of(snapshot: Option<&TableSnapshot>, date: NaiveDate) -> Vec<String> {
    snapshot
        .map(|snapshot| snapshot.day_paths(date))
        .unwrap_or_default()
}
