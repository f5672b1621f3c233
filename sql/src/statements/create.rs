//! `CREATE [OR REPLACE] {ATTRIBUTE TABLE | COUNT TABLE | DATASET} name [COMMENT 'text'] [WINDOW n DAYS] AS SELECT …`

use datafusion::sql::sqlparser::tokenizer::Token;
use daybook_engine::materialise::DayWindow;

use super::{Cursor, Statement};
use crate::error::{Error, Result};
use crate::models::ModelKind;

pub(super) const FORM: &str = "CREATE [OR REPLACE] {ATTRIBUTE TABLE | COUNT TABLE | DATASET} name [COMMENT 'text'] [WINDOW n DAYS] AS SELECT …";

/// The making of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CreateModel {
    pub(crate) kind: ModelKind,
    pub(crate) name: String,
    pub(crate) comment: String,
    pub(crate) window: DayWindow,
    pub(crate) query: String,
    pub(crate) replace: bool,
}

pub(super) fn read(tokens: &[Token]) -> Result<Option<Statement>> {
    let mut cursor = Cursor::new(tokens, FORM);
    if !cursor.take(&["CREATE"]) {
        return Ok(None);
    }
    let replace = cursor.take(&["OR", "REPLACE"]);
    let Some(kind) = read_kind(&mut cursor) else {
        return Ok(None);
    };
    let name = cursor.name("a name")?;
    let name = name
        .strip_prefix(&format!("{}.", kind.schema()))
        .unwrap_or(&name)
        .to_string();
    let comment = match cursor.take(&["COMMENT"]) {
        true => cursor.string("a comment in quotes")?,
        false => String::new(),
    };
    let window = match cursor.take(&["WINDOW"]) {
        true => read_window(&mut cursor)?,
        false => DayWindow::default(),
    };
    cursor.expect(&["AS"])?;
    let query = cursor.rest();
    Ok(Some(Statement::Create(CreateModel {
        kind,
        name,
        comment,
        window,
        query,
        replace,
    })))
}

/// `n DAYS`, its own day included.
fn read_window(cursor: &mut Cursor<'_>) -> Result<DayWindow> {
    let days = cursor.number("a number of days")?;
    if !cursor.take(&["DAY"]) {
        cursor.expect(&["DAYS"])?;
    }
    DayWindow::of_days(days).ok_or_else(|| {
        let most = DayWindow::MOST_DAYS;
        Error::invalid(format!(
            "a window of {days} days; it has 1 to {most}, the day itself included"
        ))
    })
}

/// The kind of model named next, if one is.
pub(super) fn read_kind(cursor: &mut Cursor<'_>) -> Option<ModelKind> {
    if cursor.take(&["ATTRIBUTE", "TABLE"]) {
        Some(ModelKind::Attribute)
    } else if cursor.take(&["COUNT", "TABLE"]) {
        Some(ModelKind::Count)
    } else if cursor.take(&["DATASET"]) {
        Some(ModelKind::Dataset)
    } else {
        None
    }
}
