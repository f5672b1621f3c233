//! `SHOW {TABLES | MODELS | DATASETS | DAYS | LINEAGE | FUNCTIONS | RUNS | TAXONOMIES | CREATE name}`
//!
//! Each is a query over `system.*`, which says more; these are the short forms.

use datafusion::sql::sqlparser::tokenizer::Token;

use super::{Cursor, Statement};
use crate::error::Result;

pub(super) const FORM: &str = "SHOW {TABLES | MODELS | DATASETS | DAYS | LINEAGE | FUNCTIONS | RUNS \
     | TAXONOMIES | CREATE model}";

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Show {
    /// The answer of a query.
    Query(&'static str),
    /// The statement that makes a model.
    Create(String),
}

const QUERIES: &[(&str, &str)] = &[
    (
        "TABLES",
        "SELECT table_schema, table_name FROM information_schema.tables \
         WHERE table_schema <> 'information_schema' ORDER BY table_schema, table_name",
    ),
    (
        "MODELS",
        "SELECT kind, name, origin, reads, comment FROM system.models ORDER BY kind, name",
    ),
    (
        "DATASETS",
        "SELECT name, origin, comment FROM system.models WHERE kind = 'dataset' ORDER BY name",
    ),
    (
        "DAYS",
        "SELECT table_name, state, count(*) AS days, min(date) AS first, max(date) AS last, \
         sum(rows) AS rows, sum(bytes) AS bytes FROM system.days GROUP BY table_name, state \
         ORDER BY table_name, state",
    ),
    (
        "LINEAGE",
        "SELECT * FROM system.lineage ORDER BY table_name, date",
    ),
    (
        "FUNCTIONS",
        "SELECT * FROM system.functions ORDER BY family, name",
    ),
    (
        "RUNS",
        "SELECT started_at, ended_at, command, outcome, message FROM system.runs ORDER BY started_at",
    ),
    (
        "TAXONOMIES",
        "SELECT kind, version, is_newest, is_starter, rows, tables FROM system.taxonomies \
         ORDER BY kind, version",
    ),
];

pub(super) fn read(tokens: &[Token]) -> Result<Option<Statement>> {
    let mut cursor = Cursor::new(tokens, FORM);
    if !cursor.take(&["SHOW"]) {
        return Ok(None);
    }
    if cursor.take(&["CREATE"]) {
        let name = cursor.name("a model")?;
        cursor.end()?;
        return Ok(Some(Statement::Show(Show::Create(name))));
    }
    for (word, query) in QUERIES {
        if cursor.take(&[word]) {
            cursor.end()?;
            return Ok(Some(Statement::Show(Show::Query(query))));
        }
    }
    // `SHOW datafusion.…` and the like are settings: the SQL parser's.
    Ok(None)
}
