//! What each statement does and answers.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Int64Array, StringArray};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::execution::context::SQLOptions;
use datafusion::physical_plan::memory::MemoryStream;
use daybook_catalog::{TableName, TableSchema};
use daybook_engine::land::Unobserved;
use daybook_engine::materialise::{MaterializeSpec, MaterializeSummary, PlannedDay};

use crate::daybook::{Answer, Daybook};
use crate::error::{Error, Result};
use crate::models::{ModelDefinition, ModelKind, Origin};
use crate::statements::{CreateModel, DropModel, Explain, Export, Materialize, Show, Statement};

/// Runs one statement.
pub(crate) async fn answer(daybook: &Daybook, statement: Statement) -> Result<Answer> {
    match statement {
        Statement::Sql(sql) => query(daybook, &sql).await,
        Statement::Create(create) => create_model(daybook, create).await,
        Statement::Drop(drop) => drop_model(daybook, drop).await,
        Statement::Materialize(work) => materialise(daybook, work).await,
        Statement::Export(export) => export_dataset(daybook, export).await,
        Statement::Show(Show::Query(sql)) => query(daybook, sql).await,
        Statement::Show(Show::Create(name)) => show_create(daybook, &name),
        Statement::Explain(Explain::Materialize(work)) => explain_work(daybook, work).await,
        Statement::Explain(Explain::CountTable(name)) => explain_count(daybook, &name).await,
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
    let frame = daybook
        .context
        .sql_with_options(sql, options)
        .await
        .map_err(|error| {
            let error = Error::from(error);
            let message = error.to_string();
            match message.contains("DDL not supported") || message.contains("DML not supported") {
                true => not_by_sql(),
                false => error,
            }
        })?;
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
    let batch = RecordBatch::try_from_iter(columns).map_err(daybook_engine::EngineError::from)?;
    let schema = batch.schema();
    let stream = MemoryStream::try_new(vec![batch], schema, None)?;
    Ok(Answer {
        rows: Box::pin(stream),
        message: message.into(),
    })
}

fn done(message: String) -> Result<Answer> {
    let batch = RecordBatch::new_empty(Arc::new(datafusion::arrow::datatypes::Schema::empty()));
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

async fn create_model(daybook: &Daybook, create: CreateModel) -> Result<Answer> {
    let definition = ModelDefinition {
        kind: create.kind,
        name: create.name,
        comment: create.comment,
        query: create.query,
        origin: Origin::Book,
    };
    let existing = daybook.core.definition(&definition.sql_name()).ok();
    match (&existing, create.replace) {
        (Some(model), _) if model.origin == Origin::BuiltIn => {
            return Err(Error::invalid(format!(
                "`{}` is built in; give yours another name",
                definition.sql_name()
            )));
        }
        (Some(_), false) => {
            return Err(Error::invalid(format!(
                "`{}` exists; write CREATE OR REPLACE {} to change it",
                definition.sql_name(),
                definition.kind.statement()
            )));
        }
        _ => {}
    }
    check_name(&definition)?;
    let columns = check_model(daybook, &definition).await?;
    drop_if_columns_changed(daybook, &definition, &columns).await?;
    let book = &daybook.core.book;
    book.put_model(
        definition.kind.word(),
        &definition.name,
        &definition.statement(),
    )
    .await?;
    daybook.core.refresh().await?;
    let next = match definition.kind {
        ModelKind::Dataset => "query it or EXPORT it".to_string(),
        _ => format!("MATERIALIZE {} computes its days", definition.sql_name()),
    };
    done(format!("created {}; {next}", definition.sql_name()))
}

fn check_name(definition: &ModelDefinition) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let starts = definition
        .name
        .starts_with(|c: char| c.is_ascii_lowercase());
    match starts && definition.name.len() <= 100 && definition.name.chars().all(plain) {
        true => Ok(()),
        false => Err(Error::invalid(format!(
            "`{}` is no name for a model: small letters, digits and _, a letter first, 100 at most",
            definition.name
        ))),
    }
}

/// Plans a model, which checks it; gives its table, if it has one.
async fn check_model(
    daybook: &Daybook,
    definition: &ModelDefinition,
) -> Result<Option<daybook_catalog::TableSpec>> {
    let core = &daybook.core;
    match definition.kind {
        ModelKind::Dataset => {
            core.dataset(definition, None).await?;
            Ok(None)
        }
        _ => {
            let mut models = core.planned_models().await?;
            let model = core.model(definition).await?;
            models.retain(|other| other.table.name != model.table.name);
            let table = model.table.clone();
            models.push(model);
            daybook_engine::materialise::in_order(&models, &[])?;
            Ok(Some(table))
        }
    }
}

/// A table whose columns change begins anew: its days are computed again anyway.
async fn drop_if_columns_changed(
    daybook: &Daybook,
    definition: &ModelDefinition,
    table: &Option<daybook_catalog::TableSpec>,
) -> Result<()> {
    let (Some(name), Some(table)) = (definition.table(), table) else {
        return Ok(());
    };
    let Some(held) = daybook.core.book.snapshot(&name).await? else {
        return Ok(());
    };
    let columns = |schema: &datafusion::arrow::datatypes::Schema| -> Vec<String> {
        schema
            .fields()
            .iter()
            .map(|field| format!("{} {}", field.name(), field.data_type()))
            .collect()
    };
    if columns(&held.schema) != columns(&table.schema) {
        daybook.core.book.drop_table(&name).await?;
    }
    Ok(())
}

async fn drop_model(daybook: &Daybook, drop: DropModel) -> Result<Answer> {
    let sql_name = format!("{}.{}", drop.kind.schema(), drop.name);
    let definition = match daybook.core.definition(&sql_name) {
        Ok(definition) => definition,
        Err(_) if drop.if_exists => return done(format!("{sql_name} does not exist")),
        Err(error) => return Err(error),
    };
    if definition.origin == Origin::BuiltIn {
        return Err(Error::invalid(format!(
            "`{sql_name}` is built in and stays"
        )));
    }
    check_unread(daybook, &definition).await?;
    daybook
        .core
        .book
        .delete_model(drop.kind.word(), &drop.name)
        .await?;
    if let Some(table) = definition.table() {
        daybook.core.book.drop_table(&table).await?;
    }
    daybook.core.refresh().await?;
    done(format!("dropped {sql_name}"))
}

/// Refuses to drop what another model reads.
async fn check_unread(daybook: &Daybook, definition: &ModelDefinition) -> Result<()> {
    let Some(table) = definition.table() else {
        return Ok(());
    };
    let mut readers: Vec<String> = Vec::new();
    for model in daybook.core.planned_models().await? {
        if model.reads.contains(&table) {
            readers.push(model.table.name.to_string());
        }
    }
    for other in &daybook.core.at_hand().models {
        if other.kind == ModelKind::Dataset
            && daybook.core.dataset_reads(other).await?.contains(&table)
        {
            readers.push(other.sql_name());
        }
    }
    match readers.is_empty() {
        true => Ok(()),
        false => Err(Error::invalid(format!(
            "`{table}` is read by {}; drop that first",
            readers.join(", ")
        ))),
    }
}

fn show_create(daybook: &Daybook, name: &str) -> Result<Answer> {
    let definition = daybook.core.definition(name)?;
    rows(
        vec![
            ("name", texts([definition.sql_name()])),
            ("statement", texts([definition.statement()])),
        ],
        None,
    )
}

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

async fn materialise(daybook: &Daybook, work: Materialize) -> Result<Answer> {
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

async fn explain_work(daybook: &Daybook, work: Materialize) -> Result<Answer> {
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
async fn explain_count(daybook: &Daybook, name: &str) -> Result<Answer> {
    let table = TableName::new(TableSchema::Counts, name);
    let definition = daybook.core.definition(&table.to_string())?;
    let model = daybook.core.model(&definition).await?;
    let book = &daybook.core.book;
    let total = |snapshot: Option<Arc<daybook_catalog::TableSnapshot>>| {
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
            (
                "ratio",
                Arc::new(datafusion::arrow::array::Float64Array::from(vec![ratio])),
            ),
        ],
        message,
    )
}

async fn export_dataset(daybook: &Daybook, export: Export) -> Result<Answer> {
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

/// Names of tables, columns and functions.
pub(crate) async fn completions(daybook: &Daybook) -> Result<Vec<String>> {
    let sql = "SELECT table_schema || '.' || table_name FROM information_schema.tables \
               UNION SELECT column_name FROM information_schema.columns \
               UNION SELECT name FROM system.functions";
    let mut names = Vec::new();
    for batch in daybook.rows(sql).await? {
        let column = datafusion::arrow::compute::cast(
            batch.column(0),
            &datafusion::arrow::datatypes::DataType::Utf8,
        )
        .map_err(daybook_engine::EngineError::from)?;
        let text = datafusion::arrow::array::AsArray::as_string::<i32>(&column);
        names.extend(
            text.iter()
                .flatten()
                .map(|name| name.strip_prefix("public.").unwrap_or(name).to_string()),
        );
    }
    names.sort();
    names.dedup();
    Ok(names)
}
