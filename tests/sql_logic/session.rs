//! A Daybook as the runner's database: statements in, text rows out.

use std::path::PathBuf;

use datafusion::arrow::array::Array;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use daybook::{Daybook, Error};
use futures::StreamExt;
use sqllogictest::{AsyncDB, DBOutput, DefaultColumnType};

/// One file's connection. `$BOOK` in a statement stands for the book's folder.
pub(crate) struct Session {
    daybook: Daybook,
    folder: PathBuf,
}

impl Session {
    pub(crate) fn new(daybook: Daybook, folder: PathBuf) -> Self {
        Self { daybook, folder }
    }
}

fn column_type(data_type: &DataType) -> DefaultColumnType {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Date32 => {
            DefaultColumnType::Text
        }
        integer if integer.is_integer() => DefaultColumnType::Integer,
        float if float.is_floating() || float.is_decimal() => DefaultColumnType::FloatingPoint,
        _ => DefaultColumnType::Any,
    }
}

/// Text without white space that the format could not hold; nulls as `NULL`, nothing as `(empty)`.
fn cell(formatter: &ArrayFormatter<'_>, column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return "NULL".to_string();
    }
    let text = formatter.value(row).to_string();
    match text.is_empty() {
        true => "(empty)".to_string(),
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

impl Session {
    async fn answer(&self, sql: &str) -> Result<DBOutput<DefaultColumnType>, Error> {
        let folder = self.folder.to_str().unwrap_or_default();
        let sql = sql.replace("$BOOK", folder);
        let Some(mut answer) = self.daybook.sql(&sql).await?.pop() else {
            return Ok(DBOutput::StatementComplete(0));
        };
        let types: Vec<DefaultColumnType> = answer
            .schema()
            .fields()
            .iter()
            .map(|field| column_type(field.data_type()))
            .collect();
        if types.is_empty() {
            return Ok(DBOutput::StatementComplete(0));
        }
        let options = FormatOptions::default();
        let mut rows = Vec::new();
        while let Some(batch) = answer.rows.next().await {
            let batch = batch?;
            let formatters: Vec<ArrayFormatter<'_>> = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column, &options).expect("a format"))
                .collect();
            for row in 0..batch.num_rows() {
                let cells = formatters.iter().zip(batch.columns());
                rows.push(
                    cells
                        .map(|(f, column)| cell(f, column.as_ref(), row))
                        .collect(),
                );
            }
        }
        Ok(DBOutput::Rows { types, rows })
    }
}

#[async_trait::async_trait]
impl AsyncDB for Session {
    type Error = Error;
    type ColumnType = DefaultColumnType;

    async fn run(&mut self, sql: &str) -> Result<DBOutput<DefaultColumnType>, Error> {
        self.answer(sql).await
    }

    async fn shutdown(&mut self) {}

    fn engine_name(&self) -> &str {
        "daybook"
    }
}
