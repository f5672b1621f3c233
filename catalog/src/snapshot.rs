//! A table as it stands at one version: which files make up which day.
//!
//! ```text
//! version 7   2016-01-04 ─ date=2016-01-04/a.parquet  120 rows  fingerprint 4be1…
//!             2016-01-05 ─ date=2016-01-05/c.parquet    0 rows  (an empty day)
//!                          ▲ files sorted by date, path; a day is a slice of them
//! ```
//!
//! A snapshot never changes: whoever holds one reads the same days however many commits follow.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::datatypes::SchemaRef;

use crate::spec::tags;

/// Which state of a table to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The table after this commit.
    Version(u64),
    /// The table after the last commit at or before this time.
    Timestamp(DateTime<Utc>),
}

/// A file of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFile {
    /// Path relative to the table.
    pub path: String,
    /// Its size.
    pub size_bytes: u64,
    /// Its day.
    pub date: NaiveDate,
    /// Its rows.
    pub rows: u64,
    /// When it was committed.
    pub committed_at: DateTime<Utc>,
    /// Its tags ([`crate::tags`]).
    pub tags: BTreeMap<String, String>,
}

/// The files of a table at one version.
#[derive(Debug, Clone)]
pub struct TableSnapshot {
    /// The version.
    pub version: u64,
    /// The columns, `date` first.
    pub schema: SchemaRef,
    /// The files, sorted by date and path.
    pub files: Vec<Arc<DayFile>>,
    /// What the table is, in one line.
    pub comment: String,
    days: Vec<(NaiveDate, Range<usize>)>,
}

impl TableSnapshot {
    /// A snapshot of these files, in any order.
    pub fn new(
        version: u64,
        schema: SchemaRef,
        mut files: Vec<Arc<DayFile>>,
        comment: String,
    ) -> Self {
        // A stable sort, since it is quick on what is sorted already but for a few files at the end.
        files.sort_by(|a, b| (a.date, &a.path).cmp(&(b.date, &b.path)));
        let mut days: Vec<(NaiveDate, Range<usize>)> = Vec::new();
        for (index, file) in files.iter().enumerate() {
            match days.last_mut() {
                Some((date, range)) if *date == file.date => range.end = index + 1,
                _ => days.push((file.date, index..index + 1)),
            }
        }
        Self {
            version,
            schema,
            files,
            comment,
            days,
        }
    }

    /// The days, in order, with their files.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &[Arc<DayFile>])> {
        self.days
            .iter()
            .filter_map(|(date, range)| Some((*date, self.files.get(range.clone())?)))
    }

    /// The days from `first` to `last`, both included, in order, with their files.
    pub fn days_within(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, &[Arc<DayFile>])> {
        let start = self.days.partition_point(|(date, _)| *date < first);
        let days = self.days.get(start..).unwrap_or_default().iter();
        days.take_while(move |(date, _)| *date <= last)
            .filter_map(|(date, range)| Some((*date, self.files.get(range.clone())?)))
    }

    /// The files of a day; none when the day is absent.
    pub fn day(&self, date: NaiveDate) -> &[Arc<DayFile>] {
        self.days
            .binary_search_by_key(&date, |(date, _)| *date)
            .ok()
            .and_then(|at| self.files.get(self.days.get(at)?.1.clone()))
            .unwrap_or_default()
    }

    /// What a day was computed from; `None` when it is absent or when one of its files does not say, or says
    /// something else: then another program wrote to the day.
    pub fn fingerprint(&self, date: NaiveDate) -> Option<&str> {
        let mut all = self
            .day(date)
            .iter()
            .map(|file| file.tags.get(tags::FINGERPRINT).map(String::as_str));
        let first = all.next()??;
        all.all(|other| other == Some(first)).then_some(first)
    }

    /// Paths of a day's files, for [`crate::DayReplacement::expected`].
    pub fn day_paths(&self, date: NaiveDate) -> Vec<String> {
        self.day(date)
            .iter()
            .map(|file| file.path.clone())
            .collect()
    }

    /// Rows of all days.
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Bytes of all files.
    pub fn size_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size_bytes).sum()
    }

    /// When the newest file was committed.
    pub(crate) fn newest_commit(&self) -> Option<DateTime<Utc>> {
        self.files.iter().map(|file| file.committed_at).max()
    }
}
