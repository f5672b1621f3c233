//! Flat files: records become rows of text (or of a file's own types), rows go through a mapping.
//!
//! ```text
//! CASE_NO,JOB_TITLE⏎ C-1,Harvester⏎   ─►   {"case_no": "C-1", "job_title": "Harvester"}   ─mapping─►   draft
//! ```

pub(super) mod csv;
pub(super) mod json_lines;
pub(super) mod parquet;

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringBuilder};
use datafusion::arrow::datatypes::SchemaRef;

/// Where a row came from.
pub(super) struct RowPlace {
    /// Its line.
    pub(super) line: i64,
    /// Its record's number among the slab's.
    pub(super) record: usize,
    /// The fields that the mapping does not use, as members of a JSON object.
    pub(super) extra: String,
}

/// Rows of text being collected.
pub(super) struct TextRows {
    columns: Vec<StringBuilder>,
    /// One entry for each row.
    pub(super) places: Vec<RowPlace>,
}

impl TextRows {
    fn new(columns: usize) -> Self {
        let columns = (0..columns)
            .map(|_| StringBuilder::with_capacity(0, 0))
            .collect();
        Self {
            columns,
            places: Vec::new(),
        }
    }

    /// Appends a cell to a column; each column takes one for every row.
    fn append(&mut self, column: usize, text: Option<&str>) {
        if let Some(column) = self.columns.get_mut(column) {
            column.append_option(text);
        }
    }

    /// The rows as a batch, and where each came from.
    pub(super) fn into_batch(
        mut self,
        schema: &SchemaRef,
    ) -> Result<(RecordBatch, Vec<RowPlace>), datafusion::arrow::error::ArrowError> {
        let columns = self
            .columns
            .iter_mut()
            .map(|column| Arc::new(column.finish()) as ArrayRef)
            .collect();
        let options = datafusion::arrow::array::RecordBatchOptions::new()
            .with_row_count(Some(self.places.len()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options)?;
        Ok((batch, self.places))
    }
}
