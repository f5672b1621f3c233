//! The actions in a part of a checkpoint, which is a Parquet file with one action a row.
//!
//! ```text
//! protocol │ metaData │ add { path, partitionValues, size, modificationTime, stats, tags } │ …
//!  {1, 2}  │    ∅     │                             ∅                                      │      two rows: as JSON
//!    ∅     │    ∅     │ { date=2016-01-05/c.parquet, {date: 2016-01-05}, 812, … }          │      many rows: by column
//! ```

use bytes::Bytes;
use datafusion::arrow::array::{
    Array, AsArray, BooleanArray, MapArray, RecordBatch, StringArray, StructArray,
};
use datafusion::arrow::compute::{filter_record_batch, is_not_null, or};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use super::lines::{AddLine, LogLine, parse_lines};

/// Rows of a batch; a checkpoint has one for each file of the table.
const BATCH_ROWS: usize = 256;

/// The columns that tell a version's files; all other columns stay unread.
const COLUMNS: [&str; 9] = [
    "protocol",
    "metaData",
    "add.path",
    "add.partitionValues",
    "add.size",
    "add.modificationTime",
    "add.stats",
    "add.tags",
    "add.deletionVector",
];

/// Hands over each protocol, metadata and add action of a checkpoint's part.
pub(crate) fn checkpoint_rows(
    part: Bytes,
    mut take: impl FnMut(LogLine) -> Result<(), String>,
) -> Result<(), String> {
    // The types come from Parquet alone, so that they do not depend on who wrote the file.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(part, options);
    let builder = builder.map_err(|error| error.to_string())?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), COLUMNS);
    let batches = builder
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build();
    for batch in batches.map_err(|error| error.to_string())? {
        let batch = batch.map_err(|error| error.to_string())?;
        for line in table_lines(&batch)? {
            take(line)?;
        }
        if let Some(adds) = batch.column_by_name("add") {
            let adds = adds.as_struct_opt().ok_or("`add` is no struct")?;
            Adds::try_new(adds)?.each(&mut take)?;
        }
    }
    Ok(())
}

/// The rows about the table itself, by way of the JSON that an entry would hold.
fn table_lines(batch: &RecordBatch) -> Result<Vec<LogLine>, String> {
    let schema = batch.schema();
    let about_table = |name: &&str| schema.index_of(name).ok();
    let columns: Vec<usize> = ["protocol", "metaData"]
        .iter()
        .filter_map(about_table)
        .collect();
    let some = |batch: &RecordBatch| -> Result<RecordBatch, datafusion::arrow::error::ArrowError> {
        let batch = batch.project(&columns)?;
        let mut held = BooleanArray::from(vec![false; batch.num_rows()]);
        for column in batch.columns() {
            held = or(&held, &is_not_null(column)?)?;
        }
        filter_record_batch(&batch, &held)
    };
    let rows = some(batch).map_err(|error| error.to_string())?;
    let mut json = Vec::new();
    let mut writer = LineDelimitedWriter::new(&mut json);
    writer.write(&rows).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    parse_lines(&json).collect()
}

/// The columns of add actions.
struct Adds<'a> {
    all: &'a StructArray,
    path: &'a StringArray,
    size: Vec<i64>,
    modified: Vec<i64>,
    stats: Option<&'a StringArray>,
    partition_values: Option<&'a MapArray>,
    tags: Option<&'a MapArray>,
    deletion_vector: Option<&'a StructArray>,
}

impl<'a> Adds<'a> {
    fn try_new(all: &'a StructArray) -> Result<Self, String> {
        let texts = |name: &str| {
            all.column_by_name(name)
                .and_then(|column| column.as_string_opt())
        };
        let maps = |name: &str| {
            all.column_by_name(name)
                .and_then(|column| column.as_map_opt())
        };
        let numbers = |name: &str| {
            let column = all.column_by_name(name)?.as_primitive_opt::<Int64Type>()?;
            Some(column.iter().map(Option::unwrap_or_default).collect())
        };
        let lacks = |name: &str| format!("the checkpoint has no usable column `add.{name}`");
        let deleted = all.column_by_name("deletionVector");
        Ok(Self {
            all,
            path: texts("path").ok_or_else(|| lacks("path"))?,
            size: numbers("size").ok_or_else(|| lacks("size"))?,
            modified: numbers("modificationTime").ok_or_else(|| lacks("modificationTime"))?,
            stats: texts("stats"),
            partition_values: maps("partitionValues"),
            tags: maps("tags"),
            deletion_vector: deleted.and_then(|column| column.as_struct_opt()),
        })
    }

    fn each(&self, take: &mut impl FnMut(LogLine) -> Result<(), String>) -> Result<(), String> {
        for row in (0..self.all.len()).filter(|row| self.all.is_valid(*row)) {
            let stats = self.stats.filter(|stats| stats.is_valid(row));
            let deleted = self
                .deletion_vector
                .is_some_and(|vectors| vectors.is_valid(row));
            let add = AddLine {
                path: self.path.value(row).to_owned(),
                partition_values: values(self.partition_values, row).unwrap_or_default(),
                size: self.size.get(row).copied().unwrap_or_default(),
                modification_time: self.modified.get(row).copied().unwrap_or_default(),
                stats: stats.map(|stats| stats.value(row).to_owned()),
                tags: values(self.tags, row),
                deletion_vector: deleted.then_some(serde::de::IgnoredAny),
            };
            take(LogLine::add(add))?;
        }
        Ok(())
    }
}

/// A row of a map of texts.
fn values<T: FromIterator<(String, Option<String>)>>(
    map: Option<&MapArray>,
    row: usize,
) -> Option<T> {
    let map = map.filter(|map| map.is_valid(row))?;
    let (keys, values): (&StringArray, &StringArray) =
        (map.keys().as_string_opt()?, map.values().as_string_opt()?);
    let offsets = map.value_offsets();
    let (start, end) = (*offsets.get(row)? as usize, *offsets.get(row + 1)? as usize);
    let entry = |at: usize| {
        let value = values.is_valid(at).then(|| values.value(at).to_owned());
        (keys.value(at).to_owned(), value)
    };
    Some((start..end).map(entry).collect())
}
