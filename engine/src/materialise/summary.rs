//! What a materialisation will do (the plan) and what it did (the summary).

use chrono::NaiveDate;
use daybook_catalog::TableName;

/// Why a day is to be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The table does not have the day.
    Absent,
    /// The day was computed from something else; the text names what changed.
    Stale(String),
    /// It was asked for (mode `replace`).
    Asked,
    /// A table it reads is recomputed for this day in the same run.
    Upstream(String),
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Absent => f.write_str("absent"),
            Self::Stale(what) => write!(f, "stale: {what} changed"),
            Self::Asked => f.write_str("asked for"),
            Self::Upstream(table) => write!(f, "`{table}` is recomputed"),
        }
    }
}

/// One day of one table to compute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDay {
    /// The table.
    pub table: TableName,
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// Rows of the tables it reads on that day, as far as they are known.
    pub input_rows: u64,
    /// Bytes of the tables it reads on that day, as far as they are known.
    pub input_bytes: u64,
}

/// A day that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedDay {
    /// The table.
    pub table: TableName,
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub message: String,
}

/// What one table's part of a materialisation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSummary {
    /// The table.
    pub table: TableName,
    /// Days computed.
    pub days_computed: u64,
    /// Days left as they were.
    pub days_kept: u64,
    /// Days that failed.
    pub days_failed: u64,
    /// Rows written.
    pub rows: u64,
    /// Bytes written.
    pub bytes: u64,
}

/// What a materialisation did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MaterializeSummary {
    /// Table by table, in the order of work.
    pub tables: Vec<TableSummary>,
    /// The days that failed; running again does only these.
    pub failed: Vec<FailedDay>,
}
