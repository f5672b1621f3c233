//! A book, opened: everything a program does with Daybook starts here.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::execution::SendableRecordBatchStream;
use daybook_catalog::{Environment, ErrorKind};
use daybook_engine::land::{LandObserver, LandSpec, LandSummary};
use daybook_engine::materialise::{
    MaterializeObserver, MaterializeSpec, MaterializeSummary, PlannedDay,
};

use crate::error::{Error, Result};

/// How a book is opened.
#[derive(Debug, Clone)]
pub struct DaybookOptions {
    /// Clock and file names.
    pub environment: Environment,
    /// Days, parsers or partitions worked on side by side.
    pub jobs: usize,
    /// Bytes that queries and materialisation may hold together.
    pub memory_bytes: usize,
}

/// The answer to a statement: rows, and for statements that do something a line for people.
#[allow(missing_debug_implementations, reason = "a stream has nothing to show")]
pub struct Answer {
    /// The rows.
    pub rows: SendableRecordBatchStream,
    /// What was done, in words; none for a query.
    pub message: Option<String>,
}

/// What `EXPORT` did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportSummary {
    /// The files written, with their rows and bytes.
    pub files: Vec<(String, u64, u64)>,
    /// Things the reader should know: days that are partial, say.
    pub warnings: Vec<String>,
}

/// What adding a taxonomy did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomySummary {
    /// `onet`, `soc`, …
    pub kind: String,
    /// The version, as the publisher names it.
    pub version: String,
    /// The fingerprint of its content.
    pub fingerprint: String,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
    /// Whether the book held the same content before.
    pub unchanged: bool,
}

/// The state of one day of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// The day should be there and is not.
    Absent,
    /// Computed, and nothing came out.
    Empty,
    /// There, with rows rejected or failed.
    Partial,
    /// There, whole.
    Complete,
    /// Computed from something that has changed since.
    Stale,
}

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

/// A skill found in a posting.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillSpan {
    /// The skill's identifier in its framework.
    pub skill_id: String,
    /// Its name.
    pub skill_name: String,
    /// First character of the match in the posting's text.
    pub start: usize,
    /// One past the last character of the match.
    pub end: usize,
    /// The attribute table it comes from.
    pub table: String,
}

/// One posting and everything that was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// The posting's columns in order, as text; null columns left out.
    pub fields: Vec<(String, String)>,
    /// The text that extractors read.
    pub text: String,
    /// Skills found, by position.
    pub skills: Vec<SkillSpan>,
    /// Rows of every other attribute table: table, then column and value.
    pub attributes: Vec<(String, Vec<(String, String)>)>,
    /// Lineage of the posting's day: table, state, fingerprint, what it was computed from.
    pub lineage: Vec<(String, String, String, String)>,
}

/// A book, opened. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Daybook {
    options: DaybookOptions,
    url: String,
}

fn absent<T>() -> Result<T> {
    Err(Error::new(ErrorKind::Internal, "not built yet"))
}

impl Daybook {
    /// Opens the book at a folder or `s3://bucket/prefix`. It need not exist yet; opening writes nothing.
    pub async fn open(url: &str) -> Result<Self> {
        let options = DaybookOptions {
            environment: Environment::system(),
            jobs: 2,
            memory_bytes: 2 << 30,
        };
        Self::open_with(url, options).await
    }

    /// Opens a book with given clock, parallelism and memory.
    pub async fn open_with(url: &str, options: DaybookOptions) -> Result<Self> {
        Ok(Self {
            options,
            url: url.to_string(),
        })
    }

    /// The book's URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The options it was opened with.
    pub fn options(&self) -> &DaybookOptions {
        &self.options
    }

    /// Runs statements separated by `;` and gives the answer of each.
    pub async fn sql(&self, _text: &str) -> Result<Vec<Answer>> {
        absent()
    }

    /// Lands postings.
    pub async fn land(
        &self,
        _spec: LandSpec,
        _observer: Arc<dyn LandObserver>,
    ) -> Result<LandSummary> {
        absent()
    }

    /// The built-in source mappings: name and SQL.
    pub fn mappings() -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    /// Adds or replaces a taxonomy from a publisher's zip or folder; `version` overrides the detected one.
    pub async fn add_taxonomy(
        &self,
        _kind: &str,
        _path: &str,
        _version: Option<&str>,
    ) -> Result<TaxonomySummary> {
        absent()
    }

    /// What a materialisation would do.
    pub async fn plan_materialize(&self, _spec: &MaterializeSpec) -> Result<Vec<PlannedDay>> {
        absent()
    }

    /// Brings tables up to date.
    pub async fn materialize(
        &self,
        _spec: MaterializeSpec,
        _observer: Arc<dyn MaterializeObserver>,
    ) -> Result<MaterializeSummary> {
        absent()
    }

    /// Publishes a dataset for a period (`2016Q1`, `2016`, `2016-03`, `2016-01-01..2016-03-31`) under a URL as `csv` or `parquet`.
    pub async fn export(
        &self,
        _dataset: &str,
        _period: &str,
        _to: &str,
        _format: &str,
    ) -> Result<ExportSummary> {
        absent()
    }

    /// The calendar of every table.
    pub async fn status(&self) -> Result<Vec<TableStatus>> {
        absent()
    }

    /// One posting and everything found in it; several when the id appeared on several days.
    pub async fn inspect(&self, _posting_id: &str) -> Result<Vec<Inspection>> {
        absent()
    }

    /// Deletes files that no version younger than `retain_hours` needs; gives their names.
    pub async fn vacuum(&self, _retain_hours: u64, _dry_run: bool) -> Result<Vec<String>> {
        absent()
    }

    /// Names for completion: tables, columns, functions.
    pub async fn completions(&self) -> Result<Vec<String>> {
        absent()
    }
}
