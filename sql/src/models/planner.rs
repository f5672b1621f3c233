//! From a definition to a plan: parsed, checked, its columns brought to stored types, sorted, optimised.
//!
//! ```text
//! SELECT … ─► plan ─► rules ─► [date first, stored types] ─► [sort: same rows, same bytes] ─► template
//! ```
//! The query of a model with a window yields the rows of all its days; those of the last are kept: `date = $day`.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use datafusion::common::Column;
use datafusion::execution::context::SessionState;
use datafusion::logical_expr::expr::Placeholder;
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan, LogicalPlanBuilder};
use daybook_catalog::{TableName, TableSpec};
use daybook_engine::materialise::{DayWindow, Ingredient, Model, day_tables_of};

use super::definition::{ModelDefinition, ModelKind};
use super::rules;
use crate::error::{Error, Result};
use crate::text::{render, rewrite_references, tokens};

/// Plans an attribute or count table. `ingredients` are what its text names beside tables.
pub(crate) async fn attribute_or_count(
    state: &SessionState,
    definition: &ModelDefinition,
    ingredients: Vec<Ingredient>,
) -> Result<Model> {
    let Some(name) = definition.table() else {
        return Err(Error::invalid(format!(
            "`{}` is a dataset; it has no table",
            definition.name
        )));
    };
    let plan = query_plan(state, definition).await?;
    rules::check(definition, &plan)?;
    let reads = day_tables_of(&plan)?;
    check_reads(definition, &reads)?;
    let stored = stored_form(definition, plan)?;
    let table = table_spec(definition, &name, &stored);
    let template = state.optimize(&stored)?;
    Ok(Model {
        table,
        reads,
        window: definition.window,
        ingredients,
        template,
    })
}

/// Plans a dataset's query in a session (whose tables may be restricted to a period).
pub(crate) async fn dataset_plan(
    state: &SessionState,
    definition: &ModelDefinition,
) -> Result<LogicalPlan> {
    let plan = query_plan(state, definition).await?;
    rules::check(definition, &plan)?;
    Ok(plan)
}

async fn query_plan(state: &SessionState, definition: &ModelDefinition) -> Result<LogicalPlan> {
    let wrong = |error: datafusion::error::DataFusionError| {
        Error::invalid(format!(
            "`{}`: {}",
            definition.sql_name(),
            Error::from(error)
        ))
    };
    let dialect = state.config().options().sql_parser.dialect;
    let query = render(&rewrite_references(&tokens(&definition.query)?)?);
    let statement = state.sql_to_statement(&query, &dialect).map_err(wrong)?;
    let plan = state.statement_to_plan(statement).await.map_err(wrong)?;
    match plan {
        LogicalPlan::Ddl(_)
        | LogicalPlan::Dml(_)
        | LogicalPlan::Copy(_)
        | LogicalPlan::Statement(_)
        | LogicalPlan::Explain(_) => Err(Error::invalid(format!(
            "`{}` is not a SELECT; a model is one SELECT",
            definition.sql_name()
        ))),
        select => Ok(select),
    }
}

fn check_reads(definition: &ModelDefinition, reads: &[TableName]) -> Result<()> {
    if reads.is_empty() {
        return Err(Error::invalid(format!(
            "`{}` reads no day table; select from postings, attributes.* or counts.*",
            definition.sql_name()
        )));
    }
    if let Some(dated) = reads
        .iter()
        .find(|name| name.name.contains(crate::text::AT))
    {
        return Err(Error::invalid(format!(
            "`{}` reads `{dated}`; a model's day is computed from the same day as it is, so AS OF has no place in it",
            definition.sql_name()
        )));
    }
    let itself = definition.table();
    if reads.iter().any(|name| Some(name) == itself.as_ref()) {
        return Err(Error::invalid(format!(
            "`{}` reads itself",
            definition.sql_name()
        )));
    }
    Ok(())
}

/// The query with `date` first, stored types, and rows in one order.
fn stored_form(definition: &ModelDefinition, plan: LogicalPlan) -> Result<LogicalPlan> {
    let schema = Arc::clone(plan.schema());
    let mut columns: Vec<(Expr, &str, DataType)> = Vec::new();
    for (qualifier, field) in schema.iter() {
        let stored = stored_type(field.data_type()).ok_or_else(|| {
            Error::invalid(format!(
                "`{}`: column `{}` is of type {}, which a table cannot hold; cast it",
                definition.sql_name(),
                field.name(),
                field.data_type()
            ))
        })?;
        let column = Expr::Column(Column::new(qualifier.cloned(), field.name()));
        columns.push((column, field.name(), stored));
    }
    columns.sort_by_key(|(_, name, _)| *name != "date");
    let sorts: Vec<_> = columns
        .iter()
        .filter(|(_, _, stored)| is_sortable(stored))
        .map(|(_, name, _)| Expr::Column(Column::new_unqualified(*name)).sort(true, true))
        .collect();
    let cast = |(column, name, stored): &(Expr, &str, DataType)| {
        column
            .clone()
            .cast_to(stored, &schema)
            .map(|cast| cast.alias(*name))
    };
    let projected = columns.iter().map(cast).collect::<Result<Vec<_>, _>>()?;
    let plan = LogicalPlanBuilder::from(plan).project(projected)?;
    let plan = match definition.window.is_one_day() {
        true => plan,
        false => plan.filter(of_the_day())?,
    };
    Ok(plan.sort(sorts)?.build()?)
}

fn of_the_day() -> Expr {
    let date = Arc::new(Field::new("date", DataType::Date32, true));
    let day = Placeholder::new_with_field(DayWindow::DAY.to_string(), Some(date));
    Expr::Column(Column::new_unqualified("date")).eq(Expr::Placeholder(day))
}

fn is_sortable(stored: &DataType) -> bool {
    !matches!(
        stored,
        DataType::Binary | DataType::List(_) | DataType::Struct(_) | DataType::Map(_, _)
    )
}

/// The type a column is stored with: Delta's, and one spelling of each.
fn stored_type(data_type: &DataType) -> Option<DataType> {
    Some(match data_type {
        DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
            DataType::Utf8
        }
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => DataType::Binary,
        DataType::UInt8 => DataType::Int16,
        DataType::UInt16 => DataType::Int32,
        DataType::UInt32 | DataType::UInt64 => DataType::Int64,
        DataType::Float16 => DataType::Float32,
        DataType::Date64 => DataType::Date32,
        DataType::Dictionary(_, value) => stored_type(value)?,
        DataType::Timestamp(_, zone) => {
            DataType::Timestamp(TimeUnit::Microsecond, zone.as_ref().map(|_| "UTC".into()))
        }
        DataType::List(item) | DataType::LargeList(item) | DataType::ListView(item) => {
            DataType::List(Arc::new(stored_field(item)?))
        }
        DataType::Struct(fields) => DataType::Struct(
            fields
                .iter()
                .map(|f| stored_field(f))
                .collect::<Option<Vec<_>>>()?
                .into(),
        ),
        DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::Float32
        | DataType::Float64
        | DataType::Date32
        | DataType::Decimal128(_, _) => data_type.clone(),
        _ => return None,
    })
}

fn stored_field(field: &Field) -> Option<Field> {
    Some(Field::new(
        field.name(),
        stored_type(field.data_type())?,
        true,
    ))
}

fn table_spec(definition: &ModelDefinition, name: &TableName, plan: &LogicalPlan) -> TableSpec {
    let fields: Vec<Field> = plan
        .schema()
        .fields()
        .iter()
        .map(|field| Field::new(field.name(), field.data_type().clone(), true))
        .collect();
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    let sort_by: Vec<String> = schema
        .fields()
        .iter()
        .filter(|field| field.name() != "date" && is_sortable(field.data_type()))
        .map(|field| field.name().clone())
        .collect();
    let bloom_filter_on = match definition.kind {
        ModelKind::Attribute if schema.field_with_name("posting_id").is_ok() => {
            vec!["posting_id".to_string()]
        }
        _ => Vec::new(),
    };
    TableSpec {
        name: name.clone(),
        schema,
        sort_by,
        bloom_filter_on,
        comment: definition.comment.clone(),
    }
}
