//! `MATERIALIZE {ALL | table, …} [BETWEEN 'day' AND 'day' | FROM 'day' [TO 'day'] | FOR 'period'] [MODE mode]`

use chrono::NaiveDate;
use datafusion::sql::sqlparser::tokenizer::Token;
use daybook_engine::materialise::Mode;

use super::{Cursor, Statement};
use crate::error::{Error, Result};
use crate::period::period_days;

pub(super) const FORM: &str = "MATERIALIZE {ALL | table, …} \
     [BETWEEN 'day' AND 'day' | FROM 'day' [TO 'day'] | FOR 'period'] [MODE stale | reuse | replace]";

/// Work asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Materialize {
    /// Names as written; empty means all.
    pub(crate) tables: Vec<String>,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) mode: Mode,
}

pub(super) fn read(tokens: &[Token]) -> Result<Option<Statement>> {
    Ok(read_work(Cursor::new(tokens, FORM))?.map(Statement::Materialize))
}

/// Reads from `MATERIALIZE` on, if that is what comes.
pub(super) fn read_work(mut cursor: Cursor<'_>) -> Result<Option<Materialize>> {
    if !cursor.take(&["MATERIALIZE"]) {
        return Ok(None);
    }
    cursor = cursor.with_form(FORM);
    let tables = match cursor.take(&["ALL"]) {
        true => Vec::new(),
        false => names(&mut cursor)?,
    };
    let (from, to) = range(&mut cursor)?;
    let mode = match cursor.take(&["MODE"]) {
        true => cursor.name("a mode")?.parse().map_err(Error::invalid)?,
        false => Mode::default(),
    };
    cursor.end()?;
    Ok(Some(Materialize {
        tables,
        from,
        to,
        mode,
    }))
}

fn names(cursor: &mut Cursor<'_>) -> Result<Vec<String>> {
    let mut names = vec![cursor.name("ALL or a table")?];
    while cursor.take_token(&Token::Comma) {
        names.push(cursor.name("a table")?);
    }
    Ok(names)
}

type Range = (Option<NaiveDate>, Option<NaiveDate>);

fn range(cursor: &mut Cursor<'_>) -> Result<Range> {
    if cursor.take(&["BETWEEN"]) {
        let from = day(cursor)?;
        cursor.expect(&["AND"])?;
        return Ok((Some(from), Some(day(cursor)?)));
    }
    if cursor.take(&["FOR"]) {
        let (from, to) = period_days(&cursor.string("a period such as '2016Q1'")?)?;
        return Ok((Some(from), Some(to)));
    }
    let from = cursor.take(&["FROM"]).then(|| day(cursor)).transpose()?;
    let to = cursor.take(&["TO"]).then(|| day(cursor)).transpose()?;
    Ok((from, to))
}

fn day(cursor: &mut Cursor<'_>) -> Result<NaiveDate> {
    let text = cursor.string("a day such as '2016-01-05'")?;
    NaiveDate::parse_from_str(&text, "%Y-%m-%d")
        .map_err(|_| Error::invalid(format!("`{text}` is no day; write it as '2016-01-05'")))
}
