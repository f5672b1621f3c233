//! A Markdown table: `| state | postings |`, figures to the right.

use std::io::Write;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;

use super::nested;
use super::results::RowSink;
use crate::failure::Result;

/// Writes Markdown.
pub(crate) struct MarkdownSink<'a> {
    out: &'a mut (dyn Write + Send),
}

impl<'a> MarkdownSink<'a> {
    /// Begins with the header.
    pub(crate) fn try_new(schema: &Schema, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let fields = schema.fields();
        line(out, fields.iter().map(|field| escaped(field.name())))?;
        let rules = fields.iter().map(|field| {
            let rule = if field.data_type().is_numeric() {
                "---:"
            } else {
                "---"
            };
            rule.to_string()
        });
        line(out, rules)?;
        Ok(Self { out })
    }
}

impl RowSink for MarkdownSink<'_> {
    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        for row in 0..batch.num_rows() {
            let cells = batch
                .columns()
                .iter()
                .map(|column| Ok(escaped(&nested::readable(column, row)?)))
                .collect::<Result<Vec<_>>>()?;
            line(self.out, cells.into_iter())?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

fn line(out: &mut (dyn Write + Send), cells: impl Iterator<Item = String>) -> Result<()> {
    let cells: Vec<String> = cells.collect();
    Ok(writeln!(out, "| {} |", cells.join(" | "))?)
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace("\r\n", "<br>")
        .replace('\n', "<br>")
}
