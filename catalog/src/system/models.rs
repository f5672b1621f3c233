//! `system.models`: every attribute table, count table and dataset.

use datafusion::arrow::record_batch::RecordBatch;

use super::{batch, texts};
use crate::error::Result;

/// A row of `system.models`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelRow {
    /// `attribute`, `count` or `dataset`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// `built-in` or `book`.
    pub origin: String,
    /// The day tables it reads, with commas between.
    pub reads: String,
    /// What it is.
    pub comment: String,
    /// The statement that makes it.
    pub statement: String,
}

/// The rows as a batch.
pub fn models_batch(rows: &[ModelRow]) -> Result<RecordBatch> {
    batch(vec![
        ("kind", texts(rows.iter().map(|row| row.kind.as_str()))),
        ("name", texts(rows.iter().map(|row| row.name.as_str()))),
        ("origin", texts(rows.iter().map(|row| row.origin.as_str()))),
        ("reads", texts(rows.iter().map(|row| row.reads.as_str()))),
        (
            "comment",
            texts(rows.iter().map(|row| row.comment.as_str())),
        ),
        (
            "statement",
            texts(rows.iter().map(|row| row.statement.as_str())),
        ),
    ])
}
