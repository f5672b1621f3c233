//! `system.functions`: Daybook's own SQL functions.

use datafusion::arrow::record_batch::RecordBatch;

use super::{batch, numbers, texts};
use crate::error::Result;

/// A row of `system.functions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionRow {
    /// Its name.
    pub name: String,
    /// The family it belongs to.
    pub family: String,
    /// `scalar` or `aggregate`.
    pub kind: String,
    /// Raised whenever its result for some input changes.
    pub version: u32,
    /// How it is called.
    pub syntax: String,
    /// What it gives.
    pub description: String,
}

/// The rows as a batch.
pub fn functions_batch(rows: &[FunctionRow]) -> Result<RecordBatch> {
    batch(vec![
        ("name", texts(rows.iter().map(|row| row.name.as_str()))),
        ("family", texts(rows.iter().map(|row| row.family.as_str()))),
        ("kind", texts(rows.iter().map(|row| row.kind.as_str()))),
        (
            "version",
            numbers(rows.iter().map(|row| u64::from(row.version))),
        ),
        ("syntax", texts(rows.iter().map(|row| row.syntax.as_str()))),
        (
            "description",
            texts(rows.iter().map(|row| row.description.as_str())),
        ),
    ])
}
