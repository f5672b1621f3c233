//! Source mappings: a `SELECT` over the table of a flat file that yields the columns of `postings`.
//!
//! ```text
//! SELECT "Job ID" AS id, "Business Title" AS title, "Posting Date" AS date FROM input
//!    parsed ─► names it uses {Job ID, Business Title, Posting Date} ─► found in each file's header
//!    planned ─► filter and projections, as physical expressions ─► run on every batch, no planning again
//! ```
//! A mapping is row by row, so that every record is accounted for: aggregates, joins and `unnest` are refused.

mod columns;
mod output;
mod program;

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use datafusion::arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::catalog::{
    CatalogProvider, CatalogProviderList, MemoryCatalogProvider, MemoryCatalogProviderList,
    MemorySchemaProvider,
};
use datafusion::common::TableReference;
use datafusion::datasource::empty::EmptyTable;
use datafusion::execution::session_state::{SessionState, SessionStateBuilder};
use datafusion::prelude::SessionContext;
use datafusion::sql::parser::Statement;
use datafusion::sql::sqlparser;
use datafusion::sql::sqlparser::ast::{
    Expr, Query, Select, SelectItem, SetExpr, Statement as Ast, TableFactor, visit_expressions,
};

pub(crate) use columns::Match;
use columns::{Column, match_columns, rank};
use program::Program;

use super::flat::TextRows;
use super::parse::ChunkBuilder;
use crate::error::{EngineError, Result};

/// A mapping, ready for text rows of any header.
pub(crate) struct Mapping {
    name: String,
    statement: Statement,
    table: TableReference,
    state: SessionState,
    columns: Vec<Column>,
    /// `SELECT *` asks for nothing by name.
    has_wildcard: bool,
    text_schema: SchemaRef,
    text_program: Program,
    seen: Vec<AtomicBool>,
    any_seen: AtomicBool,
}

/// A mapping bound to a file with typed columns.
pub(crate) struct BoundSchema {
    /// What to run.
    pub(crate) program: Program,
    /// The file's columns that the mapping does not use.
    pub(crate) unused: Vec<usize>,
    schema: SchemaRef,
    from: Vec<Option<usize>>,
}

impl BoundSchema {
    /// The columns that the mapping names, from a batch of the file's.
    pub(crate) fn input_of(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let rows = batch.num_rows();
        let column = |from: &Option<usize>| -> ArrayRef {
            match from {
                Some(from) => Arc::clone(batch.column(*from)),
                None => new_null_array(&DataType::Utf8, rows),
            }
        };
        let columns = self.from.iter().map(column).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
    }
}

impl Mapping {
    /// Parses and plans a mapping.
    pub(crate) async fn compile(session: &SessionContext, name: &str, sql: &str) -> Result<Self> {
        let state = session.state();
        let dialect = state.config().options().sql_parser.dialect;
        let statement = state
            .sql_to_statement(sql, &dialect)
            .map_err(|error| invalid(name, &error.strip_backtrace()))?;
        let (names, has_wildcard) = names_in(&statement, name)?;
        let table = table_of(&state, &statement, name)?;
        let columns: Vec<Column> = names.into_iter().map(Column::new).collect();
        let text = |column: &Column| Field::new(column.name(), DataType::Utf8, true);
        let text_schema: SchemaRef =
            Arc::new(Schema::new(columns.iter().map(text).collect::<Vec<_>>()));
        let seen = columns.iter().map(|_| AtomicBool::new(false)).collect();
        let state = with_empty_catalog(state)?;
        let text_program = plan(&state, &statement, &table, &text_schema, name).await?;
        Ok(Self {
            name: name.to_owned(),
            statement,
            table,
            state,
            columns,
            has_wildcard,
            text_schema,
            text_program,
            seen,
            any_seen: AtomicBool::new(false),
        })
    }

    /// The columns that the mapping names.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// For each of the mapping's columns, which of a file's it is.
    pub(crate) fn find_columns(&self, header: &[String]) -> Vec<Option<usize>> {
        let found = match_columns(&self.columns, header);
        let seen = found
            .iter()
            .enumerate()
            .filter(|(_, found)| found.is_some());
        self.note_seen(seen.map(|(column, _)| column));
        found
    }

    /// The mapping's columns that a name may stand for.
    pub(crate) fn matches(&self, name: &str) -> Vec<Match> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter_map(|(column, wanted)| {
                Some(Match {
                    column,
                    rank: rank(wanted, name)?,
                })
            })
            .collect()
    }

    /// Notes that inputs have these columns.
    pub(crate) fn note_seen(&self, columns: impl Iterator<Item = usize>) {
        self.any_seen.store(true, Ordering::Relaxed);
        columns.for_each(|column| self.seen[column].store(true, Ordering::Relaxed));
    }

    /// Columns that the mapping reads and no input had.
    pub(crate) fn missing(&self) -> Vec<String> {
        if self.has_wildcard || !self.any_seen.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let unseen = |column: &usize| !self.seen[*column].load(Ordering::Relaxed);
        let read = self.text_program.reads().filter(unseen);
        read.map(|column| self.columns[column].name().to_owned())
            .collect()
    }

    /// Binds the mapping to a file's own types.
    pub(crate) async fn bind(&self, file: &Schema) -> Result<BoundSchema> {
        let header: Vec<String> = file
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect();
        let from = self.find_columns(&header);
        let fields: Vec<Field> = self
            .columns
            .iter()
            .zip(&from)
            .map(|(column, from)| {
                let kind = from.map_or(DataType::Utf8, |from| file.field(from).data_type().clone());
                Field::new(column.name(), kind, true)
            })
            .collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        let program = plan(
            &self.state,
            &self.statement,
            &self.table,
            &schema,
            &self.name,
        )
        .await?;
        let unused = (0..header.len())
            .filter(|column| !from.contains(&Some(*column)))
            .collect();
        Ok(BoundSchema {
            program,
            unused,
            schema,
            from,
        })
    }

    /// Maps rows of text and adds what comes of them; `raw` gives a record's bytes.
    pub(crate) fn add_text_rows<'r>(
        &self,
        rows: TextRows,
        chunk: &mut ChunkBuilder,
        raw: impl Fn(usize) -> Cow<'r, [u8]>,
    ) {
        // The rows have the schema's columns: building the batch cannot fail.
        if let Ok((batch, places)) = rows.into_batch(&self.text_schema) {
            self.text_program.add_rows(&batch, places, chunk, raw);
        }
    }
}

/// The session's functions over a catalog of our own: a mapping sees no table but its own.
fn with_empty_catalog(state: SessionState) -> Result<SessionState> {
    let options = state.config().options().catalog.clone();
    let catalog = MemoryCatalogProvider::new();
    catalog.register_schema(
        &options.default_schema,
        Arc::new(MemorySchemaProvider::new()),
    )?;
    let catalogs = MemoryCatalogProviderList::new();
    catalogs.register_catalog(options.default_catalog, Arc::new(catalog));
    Ok(SessionStateBuilder::new_from_existing(state)
        .with_catalog_list(Arc::new(catalogs))
        .build())
}

/// Plans the mapping over a table of the given columns.
async fn plan(
    state: &SessionState,
    statement: &Statement,
    table: &TableReference,
    schema: &SchemaRef,
    name: &str,
) -> Result<Program> {
    let session = SessionContext::new_with_state(state.clone());
    // A name of its own for every plan: the state's catalog is shared.
    session.deregister_table(table.clone())?;
    session.register_table(table.clone(), Arc::new(EmptyTable::new(Arc::clone(schema))))?;
    let planned = async {
        let plan = session.state().statement_to_plan(statement.clone()).await?;
        session.state().optimize(&plan)
    };
    let plan = planned
        .await
        .map_err(|error| invalid(name, &error.strip_backtrace()))?;
    Program::lower(&session.state(), &plan, name)
}

fn invalid(name: &str, message: &str) -> EngineError {
    EngineError::Invalid(format!("mapping {name}: {message}"))
}

fn table_of(state: &SessionState, statement: &Statement, name: &str) -> Result<TableReference> {
    let tables = state
        .resolve_table_references(statement)
        .map_err(|error| invalid(name, &error.strip_backtrace()))?;
    match tables.as_slice() {
        [TableReference::Bare { .. }] => Ok(tables[0].clone()),
        _ => Err(invalid(
            name,
            "a mapping selects from one table, say `input`: the file's records",
        )),
    }
}

/// The names that may be columns of the file, as DataFusion will ask for them; and whether there is a `*`.
fn names_in(statement: &Statement, name: &str) -> Result<(Vec<String>, bool)> {
    let Statement::Statement(ast) = statement else {
        return Err(invalid(name, "a mapping is a SELECT"));
    };
    let Ast::Query(query) = &**ast else {
        return Err(invalid(name, "a mapping is a SELECT"));
    };
    let mut names = Vec::new();
    let mut add = |found: String| {
        if !names.contains(&found) {
            names.push(found);
        }
    };
    let _ = visit_expressions(&**ast, |expr| {
        match expr {
            Expr::Identifier(ident) => add(normal_name(ident)),
            // `i.title` is a column of a table; `place.city` may be a field of a column.
            Expr::CompoundIdentifier(parts) => parts.iter().for_each(|part| add(normal_name(part))),
            _ => {}
        }
        ControlFlow::<()>::Continue(())
    });
    // What a `*` stands beside makes columns of its own: the file is not asked for those as well.
    let (mut made, mut wildcard) = (Vec::new(), false);
    beside_wildcards(query, &mut made);
    names.retain(|name| !made.contains(name));
    if let SetExpr::Select(select) = &*query.body {
        wildcard = has_wildcard(select);
    }
    if wildcard {
        let wanted = output::COLUMNS.iter().map(|column| (*column).to_owned());
        for column in wanted.filter(|column| !made.contains(column)) {
            if !names.contains(&column) {
                names.push(column);
            }
        }
    }
    Ok((names, wildcard))
}

/// The aliases in every SELECT of the query that has a `*`.
fn beside_wildcards(query: &Query, aliases: &mut Vec<String>) {
    for cte in query.with.iter().flat_map(|with| &with.cte_tables) {
        beside_wildcards(&cte.query, aliases);
    }
    let SetExpr::Select(select) = &*query.body else {
        return;
    };
    for from in &select.from {
        if let TableFactor::Derived { subquery, .. } = &from.relation {
            beside_wildcards(subquery, aliases);
        }
    }
    if has_wildcard(select) {
        aliases.extend(select.projection.iter().filter_map(|item| match item {
            SelectItem::ExprWithAlias { alias, .. } => Some(normal_name(alias)),
            _ => None,
        }));
    }
}

fn has_wildcard(select: &Select) -> bool {
    let star = |item: &SelectItem| {
        matches!(
            item,
            SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(_, _)
        )
    };
    select.projection.iter().any(star)
}

fn normal_name(ident: &sqlparser::ast::Ident) -> String {
    if ident.quote_style.is_some() {
        ident.value.clone()
    } else {
        ident.value.to_lowercase()
    }
}

#[cfg(test)]
mod tests;
