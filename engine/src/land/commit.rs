//! The days of a landing, merged side by side and committed in few commits.
//!
//! ```text
//! 2016-01-04 ─ merge ─┐                       ┌► commit of up to 2,000 days ──► the book
//! 2016-01-05 ─ merge ─┼─► pending days ───────┤
//! 2016-01-06 ─ same ──┘ (nothing to write)    └► another writer was first: read the book again, merge the days
//!                                                that it changed again, try again
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use daybook_catalog::{Book, CatalogError, DayReplacement, TableSnapshot, TableSpec, WrittenFile};
use parking_lot::Mutex;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::days::LandedDays;
use super::identity::{PostingHomes, row_identities};
use super::merge::{DayCounts, DayToMerge, MergePlan};
use super::observer::{LandEvent, LandObserver};
use super::stored::StoredDay;
use super::summary::LandSummary;
use super::write::{DayMerge, KEPT_BYTES, LandedDay};
use crate::error::{EngineError, Result};

/// A commit names at most so many days.
const COMMIT_DAYS: usize = 2_000;
/// A commit is made when so many bytes wait for one.
const COMMIT_BYTES: u64 = 4 << 30;
/// How often a commit is tried again because another writer changed a day meanwhile.
const ATTEMPTS: usize = 50;
/// Memory for merging is given out in units of this many bytes.
const MEMORY_UNIT: usize = 64 << 10;

/// A landing whose rows are known, about to enter the book.
#[derive(Debug)]
pub(crate) struct PostingsLanding {
    pub(crate) book: Book,
    pub(crate) table: TableSpec,
    pub(crate) source: String,
    pub(crate) landed_at: DateTime<Utc>,
    pub(crate) jobs: usize,
    pub(crate) days: Arc<LandedDays>,
    /// Where each posting lives, if it may live on one day only.
    pub(crate) homes: Option<PostingHomes>,
    pub(crate) memory: Arc<Semaphore>,
    pub(crate) memory_units: u32,
    /// Files written and in no commit, to be deleted if the landing fails.
    pub(crate) uncommitted: Mutex<BTreeSet<String>>,
}

/// How much memory days may take while they are merged: half of what rows may take, but enough for one day.
pub(crate) fn merge_memory_units(memory_bytes: usize) -> u32 {
    let bytes = (memory_bytes / 2).max(4 * KEPT_BYTES);
    u32::try_from(bytes / MEMORY_UNIT).unwrap_or(u32::MAX >> 4)
}

/// A day merged with what one snapshot holds.
#[derive(Debug)]
struct MergedDay {
    date: NaiveDate,
    counts: DayCounts,
    /// Paths of the day's files in that snapshot.
    expected: Vec<String>,
    /// The new file; none if nothing changed.
    file: Option<WrittenFile>,
}

impl MergedDay {
    /// Whether a snapshot holds the day's new file.
    fn is_in(&self, snapshot: &TableSnapshot) -> bool {
        let held = snapshot.day(self.date).iter();
        let mut same = held.filter(|held| {
            self.file
                .as_ref()
                .is_some_and(|file| file.path == held.path)
        });
        same.next().is_some()
    }
}

impl PostingsLanding {
    /// Merges and commits every day; the figures go to `summary`.
    pub(crate) async fn run(
        self: Arc<Self>,
        observer: &dyn LandObserver,
        summary: &mut LandSummary,
    ) -> Result<()> {
        let done = Box::pin(Commits::new(Arc::clone(&self), observer, summary).run()).await;
        if done.is_err() {
            self.delete_uncommitted().await;
        }
        done
    }

    /// Merges one day; writes its new file if it changed.
    async fn merge(&self, base: Option<&TableSnapshot>, date: NaiveDate) -> Result<MergedDay> {
        let files = base.map(|base| base.day(date)).unwrap_or_default();
        let stored_bytes: u64 = files.iter().map(|file| file.size_bytes).sum();
        let bytes = self.days.bytes(date).min(KEPT_BYTES) + stored_bytes as usize;
        let units = u32::try_from(2 * bytes / MEMORY_UNIT + 1).unwrap_or(u32::MAX);
        let _memory = Arc::clone(&self.memory)
            .acquire_many_owned(units.min(self.memory_units))
            .await
            .map_err(|e| EngineError::Internal(e.to_string()))?;
        let stored = StoredDay::open(&self.book, &self.table, files).await?;
        let landed = LandedDay::open(Arc::clone(&self.days), date).await?;
        let plan = self.plan(date, &landed, &stored).await?;
        let file = if plan.counts.is_change() {
            Some(self.write(&landed, &stored, &plan).await?)
        } else {
            None
        };
        Ok(MergedDay {
            date,
            counts: plan.counts,
            expected: files.iter().map(|file| file.path.clone()).collect(),
            file,
        })
    }

    async fn plan(
        &self,
        date: NaiveDate,
        landed: &LandedDay,
        stored: &StoredDay,
    ) -> Result<MergePlan> {
        let mut identities = Vec::with_capacity(self.days.rows(date));
        for part in 0..landed.parts() {
            let columns = ["posting_id", "content_hash"];
            identities.extend(row_identities(&landed.part(part, Some(&columns)).await?)?);
        }
        let day = DayToMerge {
            date,
            landed: &identities,
            stored: &stored.rows,
            next_ordinal: stored.next_ordinal,
        };
        let homes = self.homes.as_ref();
        let plan = MergePlan::try_new(&day, |id| {
            homes.is_some_and(|homes| homes.lives_elsewhere(id, date))
        })?;
        if plan.counts.rows() != identities.len() as u64 {
            return Err(EngineError::Internal(format!(
                "day {date}: {} rows landed, {} accounted for",
                identities.len(),
                plan.counts.rows()
            )));
        }
        Ok(plan)
    }

    async fn write(
        &self,
        landed: &LandedDay,
        stored: &StoredDay,
        plan: &MergePlan,
    ) -> Result<WrittenFile> {
        let merge = DayMerge {
            book: &self.book,
            table: &self.table,
            source: &self.source,
            landed_at: self.landed_at,
            landed,
            stored,
            plan,
        };
        let file = merge.write().await?;
        self.uncommitted.lock().insert(file.path.clone());
        Ok(file)
    }

    /// Days of the book that postings of this landing leave, of those that `known` does not hold as they are.
    async fn days_left(
        &self,
        base: Option<&TableSnapshot>,
        known: Option<&TableSnapshot>,
    ) -> Result<BTreeSet<NaiveDate>> {
        let (Some(homes), Some(base)) = (&self.homes, base) else {
            return Ok(BTreeSet::new());
        };
        let days = base.days();
        let changed =
            days.filter(|(date, files)| known.is_none_or(|known| known.day(*date) != *files));
        let files = changed.flat_map(|(_, files)| files.to_vec()).collect();
        homes.days_left(&self.book, files, self.jobs).await
    }

    /// Best effort: what stays is found by vacuum.
    async fn delete_uncommitted(&self) {
        let paths = std::mem::take(&mut *self.uncommitted.lock());
        for path in paths {
            self.delete(&path).await;
        }
    }

    async fn delete(&self, path: &str) {
        let location = self.book.location();
        let path = location.child(&format!("{}/{path}", self.table.name.folder()));
        let deleted = object_store::ObjectStoreExt::delete(location.store(), &path).await;
        if let Err(error) = deleted {
            tracing::debug!(%path, %error, "a file of a failed landing stays until vacuum");
        }
    }
}

/// The running landing: days to merge, merges under way, merged days that wait for a commit.
struct Commits<'a> {
    landing: Arc<PostingsLanding>,
    observer: &'a dyn LandObserver,
    summary: &'a mut LandSummary,
    base: Option<Arc<TableSnapshot>>,
    pending: BTreeMap<NaiveDate, MergedDay>,
    pending_bytes: u64,
    /// The figures of each day, as merged last.
    counts: BTreeMap<NaiveDate, DayCounts>,
}

impl<'a> Commits<'a> {
    fn new(
        landing: Arc<PostingsLanding>,
        observer: &'a dyn LandObserver,
        summary: &'a mut LandSummary,
    ) -> Self {
        Self {
            landing,
            observer,
            summary,
            base: None,
            pending: BTreeMap::new(),
            pending_bytes: 0,
            counts: BTreeMap::new(),
        }
    }

    async fn run(mut self) -> Result<()> {
        self.base = self.landing.book.snapshot(&self.landing.table.name).await?;
        let mut dates: BTreeSet<NaiveDate> = self.landing.days.dates().collect();
        dates.extend(self.landing.days_left(self.base.as_deref(), None).await?);
        let total_days = dates.len() as u64;
        let mut merged_days = 0;
        let mut waiting = dates.into_iter();
        let mut merging = JoinSet::new();
        loop {
            while merging.len() < self.landing.jobs
                && let Some(date) = waiting.next()
            {
                merging.spawn(merge_task(
                    Arc::clone(&self.landing),
                    self.base.clone(),
                    date,
                ));
            }
            let Some(merged) = merging.join_next().await else {
                break;
            };
            self.take(joined(merged)?);
            merged_days += 1;
            self.observer.observe(LandEvent::Writing {
                days: merged_days,
                total_days,
            });
            if self.is_full() {
                self.commit().await?;
            }
        }
        self.commit().await?;
        for counts in self.counts.values() {
            count_day(self.summary, counts);
        }
        Ok(())
    }

    fn take(&mut self, day: MergedDay) {
        self.counts.insert(day.date, day.counts);
        if let Some(file) = &day.file {
            self.pending_bytes += file.size_bytes;
            self.pending.insert(day.date, day);
        }
    }

    /// A posting that moves must leave its old day in the commit in which it enters the new one.
    fn is_full(&self) -> bool {
        self.landing.homes.is_none()
            && (self.pending.len() >= COMMIT_DAYS || self.pending_bytes >= COMMIT_BYTES)
    }

    /// Commits the pending days, however often other writers come first.
    async fn commit(&mut self) -> Result<()> {
        for _ in 0..ATTEMPTS {
            if self.pending.is_empty() {
                return Ok(());
            }
            let landing = Arc::clone(&self.landing);
            let days = self.pending.values().filter_map(replacement).collect();
            let operation = format!("land {}", landing.source);
            let base = self.base.as_deref();
            match landing
                .book
                .commit(&landing.table, base, days, &operation)
                .await
            {
                Ok(snapshot) => {
                    self.committed(snapshot);
                    return Ok(());
                }
                Err(error) => {
                    if self.after_failure(error).await? {
                        return Ok(());
                    }
                }
            }
        }
        let date = self.pending.keys().next().copied().unwrap_or_default();
        let table = self.landing.table.name.to_string();
        Err(CatalogError::DayChanged { table, date }.into())
    }

    /// Whether the commit stands after all, its answer lost; if not, and if another writer was first, makes
    /// the pending days ready for another attempt.
    async fn after_failure(&mut self, error: CatalogError) -> Result<bool> {
        let landing = Arc::clone(&self.landing);
        let newest = landing.book.snapshot(&landing.table.name).await;
        if let Ok(Some(newest)) = &newest
            && self.pending.values().any(|day| day.is_in(newest))
        {
            self.committed(Arc::clone(newest));
            return Ok(true);
        }
        if let CatalogError::DayChanged { table, date } = &error {
            tracing::debug!(%table, %date, "another writer was first; merging again");
            self.merge_again(newest?).await?;
            return Ok(false);
        }
        // The commit may yet turn out to stand: its files must stay.
        landing.uncommitted.lock().clear();
        Err(error.into())
    }

    fn committed(&mut self, snapshot: Arc<TableSnapshot>) {
        self.base = Some(snapshot);
        self.pending_bytes = 0;
        let days = std::mem::take(&mut self.pending);
        let mut uncommitted = self.landing.uncommitted.lock();
        for day in days.values() {
            if let Some(file) = &day.file {
                uncommitted.remove(&file.path);
            }
        }
        self.summary.commits += 1;
        self.summary.days_changed += days.len() as u64;
        self.observer.observe(LandEvent::Committed {
            days: days.len() as u64,
        });
    }

    /// Merges the pending days that another writer changed with what the book holds now.
    async fn merge_again(&mut self, newest: Option<Arc<TableSnapshot>>) -> Result<()> {
        let known = std::mem::replace(&mut self.base, newest);
        let base = self.base.as_deref();
        let mut again = self.landing.days_left(base, known.as_deref()).await?;
        let changed = self.pending.values().filter(|day| {
            let paths = base.map(|base| base.day_paths(day.date));
            paths.unwrap_or_default() != day.expected
        });
        again.extend(changed.map(|day| day.date));
        for date in again {
            if let Some(file) = self.pending.remove(&date).and_then(|day| day.file) {
                self.landing.uncommitted.lock().remove(&file.path);
                self.landing.delete(&file.path).await;
            }
            let merged = self.landing.merge(self.base.as_deref(), date).await?;
            self.take(merged);
        }
        Ok(())
    }
}

async fn merge_task(
    landing: Arc<PostingsLanding>,
    base: Option<Arc<TableSnapshot>>,
    date: NaiveDate,
) -> Result<MergedDay> {
    landing.merge(base.as_deref(), date).await
}

fn joined(merged: Result<Result<MergedDay>, tokio::task::JoinError>) -> Result<MergedDay> {
    merged.map_err(|e| EngineError::Internal(format!("merging a day: {e}")))?
}

fn replacement(day: &MergedDay) -> Option<DayReplacement> {
    let file = day.file.clone()?;
    Some(DayReplacement {
        date: day.date,
        files: vec![file],
        expected: day.expected.clone(),
    })
}

fn count_day(summary: &mut LandSummary, counts: &DayCounts) {
    summary.added += counts.added;
    summary.changed += counts.changed;
    summary.unchanged += counts.unchanged;
    summary.duplicates += counts.duplicates;
    summary.moved += counts.moved;
}
