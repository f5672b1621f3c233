//! Rows as a drawn table: the first ones, with a notice when there are more.

use std::io::Write;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;

use super::nested;
use super::results::{Drawing, RowSink};
use super::text_table::TextTable;
use crate::failure::Result;
use crate::screen::Paint;
use crate::values::{count, counted, harmless, shortened};

/// Characters of one value that a terminal shows; a description would fill it otherwise.
const LONGEST_CELL: usize = 400;

/// Columns whose lines mean something: what EXPLAIN and SHOW CREATE give.
const MEANT_LINES: [&str; 3] = ["plan", "statement", "query"];

/// Collects rows and draws them at the end: a table needs to know its widest cell.
pub(crate) struct TableSink<'a> {
    table: TextTable,
    keeps_lines: Vec<bool>,
    drawing: Drawing,
    has_more: bool,
    out: &'a mut (dyn Write + Send),
}

impl<'a> TableSink<'a> {
    /// Begins a table.
    pub(crate) fn new(schema: &Schema, drawing: Drawing, out: &'a mut (dyn Write + Send)) -> Self {
        let names = schema.fields().iter().map(|field| field.name().as_str());
        let keeps_lines = names.map(|name| MEANT_LINES.contains(&name)).collect();
        let columns = schema
            .fields()
            .iter()
            .map(|field| (field.name().clone(), field.data_type().is_numeric()))
            .collect();
        Self {
            table: TextTable::with_columns(columns),
            keeps_lines,
            drawing,
            has_more: false,
            out,
        }
    }

    fn is_full(&self) -> bool {
        self.drawing
            .max_rows
            .is_some_and(|limit| self.table.len() >= limit)
    }
}

impl RowSink for TableSink<'_> {
    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        for row in 0..batch.num_rows() {
            if self.is_full() {
                self.has_more = true;
                break;
            }
            let cells = batch
                .columns()
                .iter()
                .zip(&self.keeps_lines)
                .map(|(column, keeps_lines)| {
                    let text = harmless(&nested::readable(column, row)?);
                    if *keeps_lines {
                        return Ok(text.trim_end().to_string());
                    }
                    let text = text.replace('\n', " ");
                    Ok(match self.drawing.screen.is_terminal() {
                        true => shortened(&text, LONGEST_CELL),
                        false => text,
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            self.table.row(cells);
        }
        Ok(())
    }

    fn wants_more(&self) -> bool {
        !self.has_more
    }

    fn finish(self: Box<Self>) -> Result<()> {
        let screen = self.drawing.screen;
        self.out.write_all(self.table.render(screen).as_bytes())?;
        if self.has_more {
            let notice = format!(
                "the first {} rows; --max-rows 0 shows all",
                count(self.table.len() as u64)
            );
            writeln!(self.out, "{}", screen.paint(Paint::Dim, &notice))?;
        } else if screen.is_terminal() {
            let rows = counted(self.table.len() as u64, "row", "rows");
            writeln!(self.out, "{}", screen.paint(Paint::Dim, &rows))?;
        }
        Ok(())
    }
}
