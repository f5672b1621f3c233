//! The book's own log: what was run, when, and how it ended (`system.runs`).

use chrono::{DateTime, Utc};
use daybook_catalog::{Book, RunRecord};
use daybook_engine::EngineError;
use daybook_engine::land::{LandSpec, LandSummary};
use daybook_engine::materialise::MaterializeSummary;
use serde_json::{Value, json};

use crate::error::Result;

/// A run that has begun.
#[derive(Debug)]
pub(crate) struct RunLog<'a> {
    book: &'a Book,
    command: &'static str,
    started_at: DateTime<Utc>,
}

impl<'a> RunLog<'a> {
    pub(crate) fn start(book: &'a Book, command: &'static str) -> Self {
        Self {
            book,
            command,
            started_at: book.env().clock.now(),
        }
    }

    /// Records a landing, also one that changed nothing.
    pub(crate) async fn end_landing(
        self,
        spec: &LandSpec,
        landed: &Result<LandSummary, EngineError>,
    ) -> Result<()> {
        let (outcome, message, details) = match landed {
            Ok(summary) => {
                let outcome = match summary.unreadable.is_empty() {
                    true => "done",
                    false => "partial",
                };
                (outcome, String::new(), landing_details(spec, summary))
            }
            Err(error) => (
                "failed",
                error.to_string(),
                json!({ "source": spec.source }),
            ),
        };
        self.record(outcome, message, details).await
    }

    /// Records a materialisation.
    pub(crate) async fn end_materialisation(
        self,
        done: &Result<MaterializeSummary, EngineError>,
    ) -> Result<()> {
        let (outcome, message, details) = match done {
            Ok(summary) => {
                let outcome = match summary.failed.is_empty() {
                    true => "done",
                    false => "partial",
                };
                (outcome, String::new(), materialisation_details(summary))
            }
            Err(error) => ("failed", error.to_string(), Value::Null),
        };
        self.record(outcome, message, details).await
    }

    /// Records any other run.
    pub(crate) async fn end(self, outcome: &str, details: Value) -> Result<()> {
        self.record(outcome, String::new(), details).await
    }

    async fn record(self, outcome: &str, message: String, details: Value) -> Result<()> {
        let run = RunRecord {
            run_id: self.book.env().ids.next_id(),
            started_at: self.started_at,
            ended_at: self.book.env().clock.now(),
            command: self.command.to_string(),
            outcome: outcome.to_string(),
            message,
            details,
        };
        Ok(self.book.record_run(run).await?)
    }
}

fn landing_details(spec: &LandSpec, summary: &LandSummary) -> Value {
    json!({
        "source": spec.source,
        "inputs": spec.inputs,
        "read": summary.read,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "duplicates": summary.duplicates,
        "rejected": summary.rejected,
        "days_changed": summary.days_changed,
    })
}

fn materialisation_details(summary: &MaterializeSummary) -> Value {
    let tables = summary.tables.iter().map(|table| {
        json!({
            "table": table.table.to_string(),
            "days_computed": table.days_computed,
            "days_failed": table.days_failed,
            "rows": table.rows,
            "bytes": table.bytes,
        })
    });
    Value::Array(tables.collect())
}
