//! `system.days`: every day of every table, with its state.

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::record_batch::RecordBatch;

use super::{batch, dates, numbers, optional_texts, texts, times};
use crate::error::Result;

/// A row of `system.days`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// The table's SQL name.
    pub table_name: String,
    /// The day.
    pub date: NaiveDate,
    /// `absent`, `empty`, `partial`, `complete` or `stale`.
    pub state: String,
    /// Rows held.
    pub rows: u64,
    /// Stored bytes held.
    pub bytes: u64,
    /// Records of the day that were refused, or that an extractor failed on.
    pub rejected: u64,
    /// The fingerprint of what the day was computed from.
    pub fingerprint: Option<String>,
    /// When it was committed.
    pub committed_at: Option<DateTime<Utc>>,
}

/// The rows as a batch.
pub fn days_batch(rows: &[DayRow]) -> Result<RecordBatch> {
    batch(vec![
        (
            "table_name",
            texts(rows.iter().map(|row| row.table_name.as_str())),
        ),
        ("date", dates(rows.iter().map(|row| row.date))),
        ("state", texts(rows.iter().map(|row| row.state.as_str()))),
        ("rows", numbers(rows.iter().map(|row| row.rows))),
        ("bytes", numbers(rows.iter().map(|row| row.bytes))),
        ("rejected", numbers(rows.iter().map(|row| row.rejected))),
        (
            "fingerprint",
            optional_texts(rows.iter().map(|row| row.fingerprint.as_deref())),
        ),
        (
            "committed_at",
            times(rows.iter().map(|row| row.committed_at)),
        ),
    ])
}
