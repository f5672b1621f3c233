//! The statements: the few that Daybook adds to SQL, one file each, and everything else.
//!
//! | statement | file |
//! |---|---|
//! | `CREATE ATTRIBUTE TABLE`, `CREATE COUNT TABLE`, `CREATE DATASET` | `create.rs` |
//! | `MATERIALIZE` | `materialize.rs` |
//! | `EXPORT DATASET` | `export.rs` |
//! | `DROP ATTRIBUTE TABLE`, `DROP COUNT TABLE`, `DROP DATASET` | `drop.rs` |
//! | `SHOW TABLES`, `SHOW DAYS`, … | `show.rs` |
//! | `EXPLAIN MATERIALIZE`, `EXPLAIN COUNT TABLE` | `explain.rs` |
//! | any `SELECT`, `EXPLAIN`, `SET`, … | the SQL parser |

mod create;
mod cursor;
mod drop;
mod explain;
mod export;
mod materialize;
mod show;

use datafusion::sql::sqlparser::tokenizer::Token;

pub(crate) use create::CreateModel;
pub(crate) use cursor::Cursor;
pub(crate) use drop::DropModel;
pub(crate) use explain::Explain;
pub(crate) use export::Export;
pub(crate) use materialize::Materialize;
pub(crate) use show::Show;

use crate::error::Result;
use crate::text::{render, rewrite_references};

/// One statement, understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Statement {
    /// `CREATE … AS SELECT …`.
    Create(CreateModel),
    /// `MATERIALIZE …`.
    Materialize(Materialize),
    /// `EXPORT DATASET …`.
    Export(Export),
    /// `DROP …`.
    Drop(DropModel),
    /// `SHOW …`.
    Show(Show),
    /// `EXPLAIN MATERIALIZE …`, `EXPLAIN COUNT TABLE …`.
    Explain(Explain),
    /// Anything else, for the SQL parser.
    Sql(String),
}

/// What a statement's file gives: reads it if it is the one.
type Reader = fn(&[Token]) -> Result<Option<Statement>>;

/// The statements Daybook adds, with the form that the documentation shows.
pub(crate) const STATEMENTS: &[(&str, Reader)] = &[
    (create::FORM, create::read),
    (materialize::FORM, materialize::read),
    (export::FORM, export::read),
    (drop::FORM, drop::read),
    (show::FORM, show::read),
    (explain::FORM, explain::read),
];

/// Reads one statement.
pub(crate) fn read(tokens: &[Token]) -> Result<Statement> {
    for (_, reader) in STATEMENTS {
        if let Some(statement) = reader(tokens)? {
            return Ok(statement);
        }
    }
    Ok(Statement::Sql(
        render(&rewrite_references(tokens)?).trim().to_string(),
    ))
}

#[cfg(test)]
mod tests;
