//! `system.runs`: what was run on the book, when, and how it ended.

use datafusion::arrow::record_batch::RecordBatch;

use super::{batch, texts, times};
use crate::error::Result;
use crate::runs::RunRecord;

/// The records as a batch.
pub fn runs_batch(rows: &[RunRecord]) -> Result<RecordBatch> {
    let details: Vec<String> = rows.iter().map(|row| row.details.to_string()).collect();
    batch(vec![
        ("run_id", texts(rows.iter().map(|row| row.run_id.as_str()))),
        (
            "started_at",
            times(rows.iter().map(|row| Some(row.started_at))),
        ),
        ("ended_at", times(rows.iter().map(|row| Some(row.ended_at)))),
        (
            "command",
            texts(rows.iter().map(|row| row.command.as_str())),
        ),
        (
            "outcome",
            texts(rows.iter().map(|row| row.outcome.as_str())),
        ),
        (
            "message",
            texts(rows.iter().map(|row| row.message.as_str())),
        ),
        ("details", texts(details.iter().map(String::as_str))),
    ])
}
