//! What each statement does and answers.

mod models;
mod work;

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::execution::context::SQLOptions;
use datafusion::physical_plan::memory::MemoryStream;
use daybook_engine::EngineError;

use crate::daybook::{Answer, Daybook};
use crate::error::{Error, Result};
use crate::statements::{Explain, Show, Statement};

/// Runs one statement.
pub(crate) async fn answer(daybook: &Daybook, statement: Statement) -> Result<Answer> {
    match statement {
        Statement::Sql(sql) => query(daybook, &sql).await,
        Statement::Create(create) => models::create_model(daybook, create).await,
        Statement::Drop(drop) => models::drop_model(daybook, drop).await,
        Statement::Materialize(wanted) => work::materialise(daybook, wanted).await,
        Statement::Export(export) => work::export_dataset(daybook, export).await,
        Statement::Show(Show::Query(sql)) => query(daybook, sql).await,
        Statement::Show(Show::Create(name)) => models::show_create(daybook, &name),
        Statement::Explain(Explain::Materialize(wanted)) => {
            work::explain_work(daybook, wanted).await
        }
        Statement::Explain(Explain::CountTable(name)) => work::explain_count(daybook, &name).await,
    }
}

/// Queries and settings only: what changes a book has its own statements.
async fn query(daybook: &Daybook, sql: &str) -> Result<Answer> {
    if changes_something(sql) {
        return Err(not_by_sql());
    }
    daybook.core.prepare(sql).await?;
    let options = SQLOptions::new()
        .with_allow_ddl(false)
        .with_allow_dml(false)
        .with_allow_statements(true);
    let frame = daybook.context.sql_with_options(sql, options).await?;
    Ok(Answer {
        rows: frame.execute_stream().await?,
        message: None,
    })
}

/// Whether a statement begins like one that changes tables: its names would be looked up in vain.
fn changes_something(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    let verbs = [
        "CREATE", "INSERT", "UPDATE", "DELETE", "COPY", "DROP", "ALTER", "TRUNCATE", "MERGE",
    ];
    verbs.iter().any(|verb| first.eq_ignore_ascii_case(verb))
}

fn not_by_sql() -> Error {
    Error::invalid(
        "a book is changed by landing and by its models: daybook land, CREATE ATTRIBUTE TABLE, \
         CREATE COUNT TABLE, CREATE DATASET, MATERIALIZE; to keep a query's answer use --output",
    )
}

fn rows(columns: Vec<(&str, ArrayRef)>, message: impl Into<Option<String>>) -> Result<Answer> {
    let batch = RecordBatch::try_from_iter(columns).map_err(EngineError::from)?;
    let schema = batch.schema();
    let stream = MemoryStream::try_new(vec![batch], schema, None)?;
    Ok(Answer {
        rows: Box::pin(stream),
        message: message.into(),
    })
}

fn done(message: String) -> Result<Answer> {
    let batch = RecordBatch::new_empty(Arc::new(Schema::empty()));
    let schema = batch.schema();
    let stream = MemoryStream::try_new(Vec::new(), schema, None)?;
    Ok(Answer {
        rows: Box::pin(stream),
        message: Some(message),
    })
}

fn texts(values: impl IntoIterator<Item = String>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

fn numbers(values: impl IntoIterator<Item = u64>) -> ArrayRef {
    let signed = values
        .into_iter()
        .map(|value| i64::try_from(value).unwrap_or(i64::MAX));
    Arc::new(Int64Array::from_iter_values(signed))
}

/// Names of tables, columns and functions.
pub(crate) async fn completions(daybook: &Daybook) -> Result<Vec<String>> {
    let sql = "SELECT table_schema || '.' || table_name FROM information_schema.tables \
               UNION SELECT column_name FROM information_schema.columns \
               UNION SELECT name FROM system.functions";
    let mut names = Vec::new();
    for batch in daybook.rows(sql).await? {
        let column = cast(batch.column(0), &DataType::Utf8).map_err(EngineError::from)?;
        let found = column.as_string::<i32>().iter().flatten();
        names.extend(found.map(|name| name.strip_prefix("public.").unwrap_or(name).to_string()));
    }
    names.sort();
    names.dedup();
    Ok(names)
}
