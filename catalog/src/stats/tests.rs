use datafusion::arrow::array::{Float64Array, Int64Array, StringArray, TimestampMicrosecondArray};
use datafusion::arrow::datatypes::{Field, Schema, TimeUnit};
use std::sync::Arc;

use super::*;

fn one_column(values: ArrayRef, sorted: bool) -> Value {
    let schema = Arc::new(Schema::new(vec![Field::new(
        "x",
        values.data_type().clone(),
        true,
    )]));
    let sort_by = if sorted {
        vec!["x".to_owned()]
    } else {
        Vec::new()
    };
    let mut statistics = FileStatistics::try_new(&schema, &sort_by).unwrap();
    let batch = RecordBatch::try_new(schema, vec![values]).unwrap();
    statistics.observe(&batch).unwrap();
    serde_json::from_str(&statistics.into_json().unwrap()).unwrap()
}

#[test]
fn numbers_have_bounds_and_nulls_are_counted() {
    let stats = one_column(
        Arc::new(Int64Array::from(vec![Some(3), None, Some(-7)])),
        true,
    );
    assert_eq!(stats["minValues"]["x"], json!(-7));
    assert_eq!(stats["maxValues"]["x"], json!(3));
    assert_eq!(stats["nullCount"]["x"], json!(1));
}

#[test]
fn a_column_of_nulls_or_with_nan_has_none() {
    let stats = one_column(Arc::new(Int64Array::from(vec![None, None])), true);
    assert_eq!(
        (&stats["minValues"], &stats["nullCount"]["x"]),
        (&json!({}), &json!(2))
    );
    let stats = one_column(Arc::new(Float64Array::from(vec![1.0, f64::NAN])), true);
    assert_eq!(stats["maxValues"], json!({}));
}

#[test]
fn instants_are_rounded_outwards_to_milliseconds() {
    let array = TimestampMicrosecondArray::from(vec![1_500_001]).with_timezone("UTC");
    assert_eq!(
        array.data_type(),
        &DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
    );
    let stats = one_column(Arc::new(array), true);
    assert_eq!(stats["minValues"]["x"], json!("1970-01-01T00:00:01.500Z"));
    assert_eq!(stats["maxValues"]["x"], json!("1970-01-01T00:00:01.501Z"));
}

#[test]
fn other_columns_have_none() {
    let none = json!({ "numRecords": 2, "minValues": {}, "maxValues": {}, "nullCount": {} });
    let texts = || Arc::new(StringArray::from(vec!["b", "a"]));
    assert_eq!(one_column(texts(), true), none);
    assert_eq!(one_column(texts(), false), none);
    assert_eq!(
        one_column(Arc::new(Int64Array::from(vec![1, 2])), false),
        none
    );
}
