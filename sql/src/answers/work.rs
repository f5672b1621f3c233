//! Work done and explained: `MATERIALIZE`, `EXPORT`, `EXPLAIN MATERIALIZE`, `EXPLAIN COUNT TABLE`.

use std::sync::Arc;

use datafusion::arrow::array::{Date32Array, Float64Array};
use datafusion::arrow::datatypes::Date32Type;
use daybook_catalog::{TableName, TableSchema, TableSnapshot};
use daybook_engine::land::Unobserved;
use daybook_engine::materialise::{MaterializeSpec, MaterializeSummary, PlannedDay};

use super::{numbers, rows, texts};
use crate::daybook::{Answer, Daybook};
use crate::error::Result;
use crate::statements::{Export, Materialize};

fn spec(daybook: &Daybook, work: Materialize) -> Result<MaterializeSpec> {
    let tables = work.tables.iter().map(|name| daybook.table_named(name));
    Ok(MaterializeSpec {
        tables: tables.collect::<Result<Vec<_>>>()?,
        from: work.from,
        to: work.to,
        mode: work.mode,
        jobs: daybook.core.options.jobs,
    })
}

pub(super) async fn materialise(daybook: &Daybook, work: Materialize) -> Result<Answer> {
    let spec = spec(daybook, work)?;
    let summary = daybook.materialize(spec, Arc::new(Unobserved)).await?;
    let message = match summary.failed.as_slice() {
        [] => None,
        [first, ..] => Some(format!(
            "{} days failed, the first: {} of {}: {}",
            summary.failed.len(),
            first.date,
            first.table,
            first.message
        )),
    };
    materialised(&summary, message)
}

fn materialised(summary: &MaterializeSummary, message: Option<String>) -> Result<Answer> {
    let tables = &summary.tables;
    rows(
        vec![
            (
                "table_name",
                texts(tables.iter().map(|table| table.table.to_string())),
            ),
            (
                "days_computed",
                numbers(tables.iter().map(|table| table.days_computed)),
            ),
            (
                "days_kept",
                numbers(tables.iter().map(|table| table.days_kept)),
            ),
            (
                "days_failed",
                numbers(tables.iter().map(|table| table.days_failed)),
            ),
            ("rows", numbers(tables.iter().map(|table| table.rows))),
            ("bytes", numbers(tables.iter().map(|table| table.bytes))),
        ],
        message,
    )
}

pub(super) async fn explain_work(daybook: &Daybook, work: Materialize) -> Result<Answer> {
    let planned = daybook.plan_materialize(&spec(daybook, work)?).await?;
    let dates = planned
        .iter()
        .map(|day: &PlannedDay| Date32Type::from_naive_date(day.date));
    rows(
        vec![
            (
                "table_name",
                texts(planned.iter().map(|day| day.table.to_string())),
            ),
            ("date", Arc::new(Date32Array::from_iter_values(dates))),
            (
                "reason",
                texts(planned.iter().map(|day| day.reason.to_string())),
            ),
            (
                "input_rows",
                numbers(planned.iter().map(|day| day.input_rows)),
            ),
            (
                "input_bytes",
                numbers(planned.iter().map(|day| day.input_bytes)),
            ),
        ],
        None,
    )
}

/// Cells against facts: a count table with nearly a cell for each fact saves nothing.
pub(super) async fn explain_count(daybook: &Daybook, name: &str) -> Result<Answer> {
    let table = TableName::new(TableSchema::Counts, name);
    let definition = daybook.core.definition(&table.to_string())?;
    let model = daybook.core.model(&definition).await?;
    let book = &daybook.core.book;
    let total = |snapshot: Option<Arc<TableSnapshot>>| {
        snapshot.map_or(0, |snapshot| {
            snapshot.files.iter().map(|file| file.rows).sum::<u64>()
        })
    };
    let cells = total(book.snapshot(&table).await?);
    let mut facts = 0;
    for input in &model.reads {
        facts = facts.max(total(book.snapshot(input).await?));
    }
    let ratio = facts as f64 / (cells.max(1)) as f64;
    let message = match (cells, ratio < 2.0) {
        (0, _) => format!("{table} has no days yet: MATERIALIZE {table}"),
        (_, true) => {
            format!("{table} reduces {ratio:.1} to 1: its keys are nearly as fine as its facts")
        }
        (_, false) => format!("{table} reduces {ratio:.1} to 1"),
    };
    rows(
        vec![
            ("table_name", texts([table.to_string()])),
            ("facts", numbers([facts])),
            ("cells", numbers([cells])),
            ("ratio", Arc::new(Float64Array::from(vec![ratio]))),
        ],
        message,
    )
}

pub(super) async fn export_dataset(daybook: &Daybook, export: Export) -> Result<Answer> {
    let summary = daybook
        .export(&export.dataset, &export.period, &export.to, &export.format)
        .await?;
    rows(
        vec![
            (
                "file",
                texts(summary.files.iter().map(|(file, _, _)| file.clone())),
            ),
            (
                "rows",
                numbers(summary.files.iter().map(|(_, rows, _)| *rows)),
            ),
            (
                "bytes",
                numbers(summary.files.iter().map(|(_, _, bytes)| *bytes)),
            ),
        ],
        (!summary.warnings.is_empty()).then(|| summary.warnings.join("; ")),
    )
}
