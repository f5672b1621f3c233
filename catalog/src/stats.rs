//! The statistics of a file that go into the Delta log.
//!
//! ```text
//! {"numRecords":3,"minValues":{"posting_no":1},"maxValues":{"posting_no":3},"nullCount":{"posting_no":0}}
//! ```
//!
//! Only the numbers, dates and instants that the table is sorted by have them: of any other column a day
//! holds all values from the smallest to the largest, so that its bounds select nothing, and would make
//! every opening of the table slower. Parquet's own statistics are in each file all the same.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::functions_aggregate::min_max::{MaxAccumulator, MinAccumulator};
use datafusion::logical_expr::Accumulator;
use datafusion::scalar::ScalarValue;
use serde_json::{Map, Value, json};

use crate::error::Result;

#[derive(Debug)]
struct ColumnStatistics {
    name: String,
    index: usize,
    nulls: u64,
    bounds: Option<Bounds>,
}

#[derive(Debug)]
struct Bounds {
    min: MinAccumulator,
    max: MaxAccumulator,
}

/// Statistics of the rows seen so far.
#[derive(Debug)]
pub(crate) struct FileStatistics {
    rows: u64,
    columns: Vec<ColumnStatistics>,
}

impl FileStatistics {
    pub(crate) fn try_new(schema: &SchemaRef, sort_by: &[String]) -> Result<Self> {
        let mut columns = Vec::new();
        for (index, field) in schema.fields().iter().enumerate() {
            if sort_by.contains(field.name()) && has_bounds(field.data_type()) {
                columns.push(ColumnStatistics {
                    name: field.name().clone(),
                    index,
                    nulls: 0,
                    bounds: Some(Bounds::try_new(field.data_type())?),
                });
            }
        }
        Ok(Self { rows: 0, columns })
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    pub(crate) fn observe(&mut self, batch: &RecordBatch) -> Result<()> {
        self.rows += batch.num_rows() as u64;
        for column in &mut self.columns {
            column.observe(batch.column(column.index))?;
        }
        Ok(())
    }

    /// As the Delta log wants it.
    pub(crate) fn into_json(self) -> Result<String> {
        let (mut min, mut max, mut nulls) = (Map::new(), Map::new(), Map::new());
        for column in self.columns {
            nulls.insert(column.name.clone(), json!(column.nulls));
            let Some(mut bounds) = column.bounds else {
                continue;
            };
            let (low, high) = (bounds.min.evaluate()?, bounds.max.evaluate()?);
            if let (Some(low), Some(high)) = (bound(&low, false), bound(&high, true)) {
                min.insert(column.name.clone(), low);
                max.insert(column.name, high);
            }
        }
        let all = json!({ "numRecords": self.rows, "minValues": min, "maxValues": max, "nullCount": nulls });
        Ok(all.to_string())
    }
}

impl ColumnStatistics {
    fn observe(&mut self, values: &ArrayRef) -> Result<()> {
        self.nulls += values.null_count() as u64;
        if has_nan(values) {
            // No order holds NaN; a file with one has no bounds.
            self.bounds = None;
        }
        if let Some(bounds) = &mut self.bounds {
            bounds.min.update_batch(std::slice::from_ref(values))?;
            bounds.max.update_batch(std::slice::from_ref(values))?;
        }
        Ok(())
    }
}

impl Bounds {
    fn try_new(data_type: &DataType) -> Result<Self> {
        Ok(Self {
            min: MinAccumulator::try_new(data_type)?,
            max: MaxAccumulator::try_new(data_type)?,
        })
    }
}

fn has_bounds(data_type: &DataType) -> bool {
    match data_type {
        DataType::Date32 | DataType::Timestamp(..) => true,
        other => other.is_integer() || other.is_floating(),
    }
}

fn has_nan(values: &ArrayRef) -> bool {
    use datafusion::arrow::datatypes::{Float32Type, Float64Type};
    if let Some(values) = values.as_primitive_opt::<Float64Type>() {
        return values.iter().flatten().any(f64::is_nan);
    }
    let values = values.as_primitive_opt::<Float32Type>();
    values.is_some_and(|values| values.iter().flatten().any(f32::is_nan))
}

/// A bound as JSON: dates and instants as text.
fn bound(value: &ScalarValue, upper: bool) -> Option<Value> {
    Some(match value {
        ScalarValue::Int8(Some(value)) => json!(value),
        ScalarValue::Int16(Some(value)) => json!(value),
        ScalarValue::Int32(Some(value)) => json!(value),
        ScalarValue::Int64(Some(value)) => json!(value),
        ScalarValue::Float32(Some(value)) if value.is_finite() => json!(value),
        ScalarValue::Float64(Some(value)) if value.is_finite() => json!(value),
        ScalarValue::Date32(Some(_)) => json!(value.to_string()),
        ScalarValue::TimestampMicrosecond(Some(micros), _) => {
            // Delta keeps milliseconds; the upper bound is rounded up to stay one.
            let millis = if upper {
                micros.div_euclid(1000) + 1
            } else {
                micros.div_euclid(1000)
            };
            let time = chrono::DateTime::from_timestamp_millis(millis)?;
            json!(time.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
