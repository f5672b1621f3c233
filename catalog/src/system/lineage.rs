//! `system.lineage`: what every day was computed from.

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::record_batch::RecordBatch;

use super::{batch, dates, optional_texts, texts, times};
use crate::error::Result;

/// A row of `system.lineage`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageRow {
    /// The table's SQL name.
    pub table_name: String,
    /// The day.
    pub date: NaiveDate,
    /// The fingerprint of all inputs together.
    pub fingerprint: Option<String>,
    /// One `what=fingerprint` line for each input.
    pub inputs: Option<String>,
    /// The version of Daybook that computed it.
    pub version: Option<String>,
    /// When it was committed.
    pub committed_at: Option<DateTime<Utc>>,
}

/// The rows as a batch.
pub fn lineage_batch(rows: &[LineageRow]) -> Result<RecordBatch> {
    batch(vec![
        (
            "table_name",
            texts(rows.iter().map(|row| row.table_name.as_str())),
        ),
        ("date", dates(rows.iter().map(|row| row.date))),
        (
            "fingerprint",
            optional_texts(rows.iter().map(|row| row.fingerprint.as_deref())),
        ),
        (
            "inputs",
            optional_texts(rows.iter().map(|row| row.inputs.as_deref())),
        ),
        (
            "version",
            optional_texts(rows.iter().map(|row| row.version.as_deref())),
        ),
        (
            "committed_at",
            times(rows.iter().map(|row| row.committed_at)),
        ),
    ])
}
