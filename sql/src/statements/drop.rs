//! `DROP {ATTRIBUTE TABLE | COUNT TABLE | DATASET} [IF EXISTS] name`

use datafusion::sql::sqlparser::tokenizer::Token;

use super::create::read_kind;
use super::{Cursor, Statement};
use crate::error::Result;
use crate::models::ModelKind;

pub(super) const FORM: &str = "DROP {ATTRIBUTE TABLE | COUNT TABLE | DATASET} [IF EXISTS] name";

/// The end of a model and its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DropModel {
    pub(crate) kind: ModelKind,
    pub(crate) name: String,
    pub(crate) if_exists: bool,
}

pub(super) fn read(tokens: &[Token]) -> Result<Option<Statement>> {
    let mut cursor = Cursor::new(tokens, FORM);
    if !cursor.take(&["DROP"]) {
        return Ok(None);
    }
    let Some(kind) = read_kind(&mut cursor) else {
        return Ok(None);
    };
    let if_exists = cursor.take(&["IF", "EXISTS"]);
    let name = cursor.name("a name")?;
    let name = name
        .strip_prefix(&format!("{}.", kind.schema()))
        .unwrap_or(&name)
        .to_string();
    cursor.end()?;
    Ok(Some(Statement::Drop(DropModel {
        kind,
        name,
        if_exists,
    })))
}
