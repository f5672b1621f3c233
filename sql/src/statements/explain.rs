//! `EXPLAIN MATERIALIZE …` (which days, why, how much) and `EXPLAIN COUNT TABLE name` (does it reduce?)

use datafusion::sql::sqlparser::tokenizer::Token;

use super::materialize::{Materialize, read_work};
use super::{Cursor, Statement};
use crate::error::Result;

pub(super) const FORM: &str = "EXPLAIN {MATERIALIZE … | COUNT TABLE name}";

/// What to explain; queries are explained by the SQL engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Explain {
    /// The days that would be computed.
    Materialize(Materialize),
    /// Cells against facts, of one count table.
    CountTable(String),
}

pub(super) fn read(tokens: &[Token]) -> Result<Option<Statement>> {
    let mut cursor = Cursor::new(tokens, FORM);
    if !cursor.take(&["EXPLAIN"]) {
        return Ok(None);
    }
    if cursor.take(&["COUNT", "TABLE"]) {
        let name = cursor.name("a count table")?;
        cursor.end()?;
        let name = name.strip_prefix("counts.").unwrap_or(&name).to_string();
        return Ok(Some(Statement::Explain(Explain::CountTable(name))));
    }
    let work = read_work(cursor)?;
    Ok(work.map(|work| Statement::Explain(Explain::Materialize(work))))
}
