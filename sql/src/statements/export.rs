//! `EXPORT DATASET name FOR 'period' TO 'url' [FORMAT csv | parquet]`

use datafusion::sql::sqlparser::tokenizer::Token;

use super::{Cursor, Statement};
use crate::error::Result;

pub(super) const FORM: &str = "EXPORT DATASET name FOR 'period' TO 'url' [FORMAT csv | parquet]";

/// Files asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Export {
    pub(crate) dataset: String,
    pub(crate) period: String,
    pub(crate) to: String,
    pub(crate) format: String,
}

pub(super) fn read(tokens: &[Token]) -> Result<Option<Statement>> {
    let mut cursor = Cursor::new(tokens, FORM);
    if !cursor.take(&["EXPORT"]) {
        return Ok(None);
    }
    cursor.expect(&["DATASET"])?;
    let dataset = cursor.name("a dataset")?;
    let dataset = dataset
        .strip_prefix("datasets.")
        .unwrap_or(&dataset)
        .to_string();
    cursor.expect(&["FOR"])?;
    let period = cursor.string("a period such as '2016Q1'")?;
    cursor.expect(&["TO"])?;
    let to = cursor.string("a folder or url in quotes")?;
    let format = match cursor.take(&["FORMAT"]) {
        true => cursor.name("csv or parquet")?,
        false => "csv".to_string(),
    };
    cursor.end()?;
    Ok(Some(Statement::Export(Export {
        dataset,
        period,
        to,
        format,
    })))
}
