//! The column types a table can store, and how others become them.
//!
//! ```text
//! Utf8View, LargeUtf8, Dictionary(_, Utf8)  ──►  Utf8           what Delta and every reader of Parquet knows:
//! UInt64                                    ──►  Int64          signed numbers, text, bytes, dates, instants,
//! Timestamp(ns, "Europe/Paris")             ──►  Timestamp(µs, "UTC")              lists, structs, maps
//! ```
//!
//! Every stored column may be null and every list calls its elements `item`, so a table's schema is the
//! same whether it comes from a model's plan, a Parquet file or the Delta log.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{
    DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit,
};
use datafusion::error::DataFusionError;

use crate::error::{CatalogError, Result};

/// The partition column of every day table.
pub const DATE: &str = "date";

/// The schema as it is stored: `date` first, types that Delta has, every column nullable.
///
/// ```
/// # use datafusion::arrow::datatypes::{DataType, Field, Schema};
/// let plan = Schema::new(vec![Field::new("skill", DataType::Utf8View, false)]);
/// let stored = daybook_catalog::storable_schema(&plan)?;
/// assert_eq!(stored.field(0).name(), "date");
/// assert_eq!(stored.field(1).data_type(), &DataType::Utf8);
/// # Ok::<(), daybook_catalog::CatalogError>(())
/// ```
pub fn storable_schema(schema: &Schema) -> Result<SchemaRef> {
    let mut fields = vec![Arc::new(Field::new(DATE, DataType::Date32, true))];
    for field in schema.fields().iter().filter(|field| field.name() != DATE) {
        fields.push(storable_field(field).ok_or_else(|| CatalogError::Invalid {
            message: format!(
                "column `{}` has type {}, which a table cannot store; CAST it to text, a signed number, a \
                 date or a timestamp",
                field.name(),
                field.data_type()
            ),
        })?);
    }
    Ok(Arc::new(Schema::new(fields)))
}

/// The schema of a table's files: the stored schema without `date`, which is the folder's name.
pub(crate) fn file_schema(schema: &Schema) -> SchemaRef {
    let fields: Fields = schema
        .fields()
        .iter()
        .filter(|field| field.name() != DATE)
        .map(Arc::clone)
        .collect();
    Arc::new(Schema::new(fields))
}

/// The folder of a day within its table.
pub(crate) fn day_folder(date: NaiveDate) -> String {
    format!("{DATE}={date}")
}

/// The batch with the columns and types of `schema`, found by name; `date` may be there or not.
pub(crate) fn conform(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch> {
    let options = CastOptions {
        safe: false,
        ..CastOptions::default()
    };
    let mut columns = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        let column = batch
            .column_by_name(field.name())
            .ok_or_else(|| CatalogError::Invalid {
                message: format!("the batch to store lacks column `{}`", field.name()),
            })?;
        columns.push(if column.data_type() == field.data_type() {
            Arc::clone(column)
        } else {
            cast_with_options(column, field.data_type(), &options).map_err(DataFusionError::from)?
        });
    }
    let batch = RecordBatch::try_new(Arc::clone(schema), columns).map_err(DataFusionError::from)?;
    Ok(batch)
}

fn storable_field(field: &FieldRef) -> Option<FieldRef> {
    let data_type = storable_type(field.data_type())?;
    Some(Arc::new(Field::new(field.name(), data_type, true)))
}

fn storable_type(data_type: &DataType) -> Option<DataType> {
    Some(match data_type {
        DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::Float32
        | DataType::Float64
        | DataType::Decimal128(..) => data_type.clone(),
        DataType::UInt8 => DataType::Int16,
        DataType::UInt16 => DataType::Int32,
        DataType::UInt32 | DataType::UInt64 => DataType::Int64,
        DataType::Float16 => DataType::Float32,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => DataType::Binary,
        DataType::Date32 | DataType::Date64 => DataType::Date32,
        DataType::Timestamp(..) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        DataType::Dictionary(_, values) => storable_type(values)?,
        DataType::List(element)
        | DataType::LargeList(element)
        | DataType::FixedSizeList(element, _)
        | DataType::ListView(element)
        | DataType::LargeListView(element) => {
            DataType::new_list(storable_type(element.data_type())?, true)
        }
        DataType::Struct(fields) => {
            DataType::Struct(fields.iter().map(storable_field).collect::<Option<_>>()?)
        }
        DataType::Map(entries, false) => storable_map(entries)?,
        _ => return None,
    })
}

/// A map's keys stay non-null: both Arrow and Delta insist.
fn storable_map(entries: &FieldRef) -> Option<DataType> {
    let DataType::Struct(fields) = entries.data_type() else {
        return None;
    };
    let [key, value] = [fields.first()?, fields.get(1)?];
    let key = Field::new("key", storable_type(key.data_type())?, false);
    let value = Field::new("value", storable_type(value.data_type())?, true);
    let entries = DataType::Struct(Fields::from(vec![key, value]));
    Some(DataType::Map(
        Arc::new(Field::new("key_value", entries, false)),
        false,
    ))
}
