//! Values that are lists or structs, as JSON and as something a person reads.
//!
//! `top_n(…)` gives `[{"value":"SQL","weight":88,"rank":1}, …]`; in a table it is read as `SQL 88, …`.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray, StructArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Float64Type, Int64Type, Schema, UInt64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use serde_json::Value;

/// Null is nothing; days and times are ISO.
pub(crate) fn format_options() -> FormatOptions<'static> {
    FormatOptions::default()
        .with_null("")
        .with_display_error(true)
}

/// Whether a value of the type has parts.
pub(crate) fn has_parts(data_type: &DataType) -> bool {
    data_type.is_nested()
}

/// The batch with every column that has parts turned to JSON text, for formats without such columns.
pub(crate) fn flattened(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let schema = flattened_schema(batch.schema_ref());
    let columns = batch
        .columns()
        .iter()
        .map(|column| {
            if has_parts(column.data_type()) {
                json_column(column)
            } else {
                Ok(Arc::clone(column))
            }
        })
        .collect::<Result<Vec<ArrayRef>, ArrowError>>()?;
    RecordBatch::try_new_with_options(
        Arc::new(schema),
        columns,
        &datafusion::arrow::array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows())),
    )
}

/// The schema of [`flattened`].
pub(crate) fn flattened_schema(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| {
        if has_parts(field.data_type()) {
            Field::new(field.name(), DataType::Utf8, true)
        } else {
            Field::new(field.name(), field.data_type().clone(), true)
        }
    });
    Schema::new(fields.collect::<Vec<_>>())
}

fn json_column(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let texts = (0..column.len())
        .map(|row| match column.is_null(row) {
            true => Ok(None),
            false => json(column, row).map(|value| Some(value.to_string())),
        })
        .collect::<Result<StringArray, ArrowError>>()?;
    Ok(Arc::new(texts))
}

/// One value as JSON.
pub(crate) fn json(column: &ArrayRef, row: usize) -> Result<Value, ArrowError> {
    if column.is_null(row) {
        return Ok(Value::Null);
    }
    Ok(match column.data_type() {
        DataType::Boolean => Value::from(
            column
                .as_any()
                .downcast_ref::<BooleanArray>()
                .is_some_and(|c| c.value(row)),
        ),
        t if t.is_unsigned_integer() => {
            let wide = cast(&column.slice(row, 1), &DataType::UInt64)?;
            Value::from(wide.as_primitive::<UInt64Type>().value(0))
        }
        t if t.is_signed_integer() => {
            let wide = cast(&column.slice(row, 1), &DataType::Int64)?;
            Value::from(wide.as_primitive::<Int64Type>().value(0))
        }
        t if t.is_floating() => {
            let wide = cast(&column.slice(row, 1), &DataType::Float64)?;
            Value::from(wide.as_primitive::<Float64Type>().value(0))
        }
        DataType::Struct(_) => struct_json(column.as_struct(), row)?,
        _ => match elements(column, row) {
            Some(elements) => list_json(&elements)?,
            None => Value::from(text(column, row)?),
        },
    })
}

fn struct_json(column: &StructArray, row: usize) -> Result<Value, ArrowError> {
    let mut object = serde_json::Map::new();
    for (name, values) in column.column_names().into_iter().zip(column.columns()) {
        object.insert(name.to_string(), json(values, row)?);
    }
    Ok(Value::Object(object))
}

fn list_json(elements: &ArrayRef) -> Result<Value, ArrowError> {
    let values = (0..elements.len()).map(|i| json(elements, i));
    Ok(Value::Array(values.collect::<Result<_, _>>()?))
}

/// The elements of a list (or the entries of a map).
fn elements(column: &ArrayRef, row: usize) -> Option<ArrayRef> {
    match column.data_type() {
        DataType::List(_) => Some(column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => Some(column.as_list::<i64>().value(row)),
        DataType::FixedSizeList(..) => Some(column.as_fixed_size_list().value(row)),
        DataType::Map(..) => Some(Arc::new(column.as_map().value(row))),
        DataType::ListView(_) => Some(column.as_list_view::<i32>().value(row)),
        _ => None,
    }
}

fn text(column: &ArrayRef, row: usize) -> Result<String, ArrowError> {
    let options = format_options();
    Ok(ArrayFormatter::try_new(column, &options)?
        .value(row)
        .to_string())
}

/// One value as a person reads it: `SQL 88, Python 73` for a top-N list, `a, b` for a list of words, the size
/// of binary states, JSON for whatever else has parts.
pub(crate) fn readable(column: &ArrayRef, row: usize) -> Result<String, ArrowError> {
    if column.is_null(row) {
        return Ok(String::new());
    }
    match column.data_type() {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            let bytes = text(column, row)?.len() / 2;
            Ok(format!("({bytes} bytes)"))
        }
        DataType::List(_) => {
            let elements = column.as_list::<i32>().value(row);
            match (top_n(&elements)?, elements.data_type()) {
                (Some(ranked), _) => Ok(ranked),
                (None, DataType::Utf8 | DataType::Utf8View | DataType::LargeUtf8) => {
                    let words = (0..elements.len()).map(|i| text(&elements, i));
                    Ok(words.collect::<Result<Vec<_>, _>>()?.join(", "))
                }
                (None, _) => match places(&elements)? {
                    Some(places) => Ok(places),
                    None => Ok(list_json(&elements)?.to_string()),
                },
            }
        }
        t if has_parts(t) => Ok(json(column, row)?.to_string()),
        _ => text(column, row),
    }
}

/// `value weight, value weight` when the elements are those of `top_n`.
fn top_n(elements: &ArrayRef) -> Result<Option<String>, ArrowError> {
    let Some(structs) = elements.as_struct_opt() else {
        return Ok(None);
    };
    let (Some(values), Some(weights)) = (
        structs.column_by_name("value"),
        structs.column_by_name("weight"),
    ) else {
        return Ok(None);
    };
    let pairs = (0..structs.len()).map(|i| {
        let (value, weight) = (text(values, i)?, text(weights, i)?);
        Ok(format!("{value} {weight}"))
    });
    Ok(Some(
        pairs.collect::<Result<Vec<_>, ArrowError>>()?.join(", "),
    ))
}

/// `New York, NY; Boston, MA` when the elements are places.
fn places(elements: &ArrayRef) -> Result<Option<String>, ArrowError> {
    let structs = elements.as_struct_opt();
    let is_place = |names: &[&str]| names.iter().all(|name| name.starts_with("address_"));
    let Some(structs) = structs.filter(|structs| is_place(&structs.column_names())) else {
        return Ok(None);
    };
    let mut places = Vec::with_capacity(structs.len());
    for row in 0..structs.len() {
        let parts = structs.columns().iter().filter(|part| part.is_valid(row));
        let parts: Vec<String> = parts
            .map(|part| text(part, row))
            .collect::<Result<_, _>>()?;
        places.push(parts.join(", "));
    }
    Ok(Some(places.join("; ")))
}

/// A column as `top_n` makes it, for tests of everything that draws one.
#[cfg(test)]
pub(crate) fn top_n_column(rows: &[&[(&str, i64)]]) -> datafusion::arrow::array::ListArray {
    use datafusion::arrow::array::{Int64Array, ListArray};
    use datafusion::arrow::buffer::OffsetBuffer;

    let all: Vec<(&str, i64)> = rows.iter().flat_map(|row| row.iter().copied()).collect();
    let ranks = rows.iter().flat_map(|row| 1..=row.len() as i64);
    let structs = StructArray::from(vec![
        (
            Arc::new(Field::new("value", DataType::Utf8, true)),
            Arc::new(StringArray::from_iter_values(all.iter().map(|(v, _)| v))) as ArrayRef,
        ),
        (
            Arc::new(Field::new("weight", DataType::Int64, true)),
            Arc::new(Int64Array::from_iter_values(all.iter().map(|(_, w)| *w))),
        ),
        (
            Arc::new(Field::new("rank", DataType::Int64, true)),
            Arc::new(Int64Array::from_iter_values(ranks)),
        ),
    ]);
    let field = Arc::new(Field::new("item", structs.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths(rows.iter().map(|row| row.len()));
    ListArray::new(field, offsets, Arc::new(structs), None)
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::array::{BinaryArray, Date32Array, Int64Array};

    use super::*;

    #[test]
    fn a_top_n_list_reads_well_and_keeps_everything_in_json() {
        let column: ArrayRef = Arc::new(top_n_column(&[&[("SQL", 88), ("Python", 73)], &[]]));
        assert_eq!(readable(&column, 0).unwrap(), "SQL 88, Python 73");
        assert_eq!(readable(&column, 1).unwrap(), "");
        assert_eq!(
            json(&column, 0).unwrap().to_string(),
            r#"[{"value":"SQL","weight":88,"rank":1},{"value":"Python","weight":73,"rank":2}]"#
        );
    }

    #[test]
    fn plain_values_read_as_they_are() {
        let no: ArrayRef = Arc::new(Int64Array::from(vec![Some(5), None]));
        assert_eq!(readable(&no, 0).unwrap(), "5");
        assert_eq!(readable(&no, 1).unwrap(), "");
        assert_eq!(json(&no, 1).unwrap(), Value::Null);
        let day: ArrayRef = Arc::new(Date32Array::from(vec![16_805]));
        assert_eq!(readable(&day, 0).unwrap(), "2016-01-05");
        let state: ArrayRef = Arc::new(BinaryArray::from(vec![b"abc".as_slice()]));
        assert_eq!(readable(&state, 0).unwrap(), "(3 bytes)");
        let yes: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
        assert_eq!(json(&yes, 0).unwrap(), Value::Bool(true));
    }

    #[test]
    fn places_read_as_places() {
        let structs = StructArray::from(vec![
            (
                Arc::new(Field::new("address_locality", DataType::Utf8, true)),
                Arc::new(StringArray::from(vec!["New York", "Boston"])) as ArrayRef,
            ),
            (
                Arc::new(Field::new("address_region", DataType::Utf8, true)),
                Arc::new(StringArray::from(vec![Some("NY"), None])),
            ),
        ]);
        let elements: ArrayRef = Arc::new(structs);
        assert_eq!(
            places(&elements).unwrap().as_deref(),
            Some("New York, NY; Boston")
        );
        let top: ArrayRef = Arc::new(top_n_column(&[&[("SQL", 88)]]));
        assert_eq!(places(&top.as_list::<i32>().value(0)).unwrap(), None);
    }

    #[test]
    fn lists_of_words_are_words() {
        let mut builder = datafusion::arrow::array::ListBuilder::new(
            datafusion::arrow::array::StringBuilder::new(),
        );
        builder.append_value([Some("a"), Some("b")]);
        let column: ArrayRef = Arc::new(builder.finish());
        assert_eq!(readable(&column, 0).unwrap(), "a, b");
        assert_eq!(json(&column, 0).unwrap().to_string(), r#"["a","b"]"#);
    }
}
