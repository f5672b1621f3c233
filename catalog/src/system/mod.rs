//! The system tables: what a book knows of itself, as rows.
//!
//! | table | a row is |
//! |---|---|
//! | `system.days` | a day of a table, with its state |
//! | `system.lineage` | a day of a table, with what it was computed from |
//! | `system.models` | a model |
//! | `system.functions` | a function |
//! | `system.runs` | a run of a command |
//! | `system.taxonomies` | a version of a taxonomy |
//!
//! Who fills them is above the catalog: staleness needs models, and functions are not its business.

mod days;
mod functions;
mod lineage;
mod models;
mod runs;
mod taxonomies;

pub use days::{DayRow, days_batch};
pub use functions::{FunctionRow, functions_batch};
pub use lineage::{LineageRow, lineage_batch};
pub use models::{ModelRow, models_batch};
pub use runs::runs_batch;
pub use taxonomies::{TaxonomyRow, taxonomies_batch};

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;

use crate::error::Result;

/// The names of the system tables.
pub const SYSTEM_TABLES: [&str; 6] = [
    "days",
    "functions",
    "lineage",
    "models",
    "runs",
    "taxonomies",
];

fn batch(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch> {
    let nullable = columns
        .into_iter()
        .map(|(name, values)| (name, values, true));
    let batch = RecordBatch::try_from_iter_with_nullable(nullable);
    Ok(batch.map_err(DataFusionError::from)?)
}

fn texts<'a>(values: impl Iterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

fn optional_texts<'a>(values: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

fn numbers(values: impl Iterator<Item = u64>) -> ArrayRef {
    let signed = values.map(|value| i64::try_from(value).unwrap_or(i64::MAX));
    Arc::new(Int64Array::from_iter_values(signed))
}

fn flags(values: impl Iterator<Item = bool>) -> ArrayRef {
    Arc::new(BooleanArray::from_iter(values.map(Some)))
}

fn dates(values: impl Iterator<Item = NaiveDate>) -> ArrayRef {
    Arc::new(Date32Array::from_iter_values(
        values.map(Date32Type::from_naive_date),
    ))
}

fn times(values: impl Iterator<Item = Option<DateTime<Utc>>>) -> ArrayRef {
    let micros = values.map(|value| value.map(|time| time.timestamp_micros()));
    Arc::new(
        micros
            .collect::<TimestampMicrosecondArray>()
            .with_timezone("UTC"),
    )
}
