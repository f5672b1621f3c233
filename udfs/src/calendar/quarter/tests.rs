use datafusion::arrow::array::TimestampMicrosecondArray;
use datafusion::common::{Column, DFSchema};
use datafusion::logical_expr::lit;

use super::*;

#[test]
fn quarters_of_dates() {
    let dates = Date32Array::from(vec![
        Some(16800),
        Some(16801),
        Some(16801),
        None,
        Some(16891),
        Some(16892),
    ]);
    let quarters = quarters_of(&dates);
    let expected = [
        Some("2015Q4"),
        Some("2016Q1"),
        Some("2016Q1"),
        None,
        Some("2016Q1"),
        Some("2016Q2"),
    ];
    assert_eq!(quarters.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn quarters_of_texts() {
    let texts = StringArray::from(vec![
        Some("2016-03-31"),
        Some("2016-04-01T00:00:00Z"),
        Some(" 2016-12-31 23:59"),
        Some("2016-02-30"),
        Some("2016-03-311"),
        Some("March 2016"),
        Some(""),
        None,
    ]);
    let quarters = quarters_of(&read_dates(&texts));
    let expected = [
        Some("2016Q1"),
        Some("2016Q2"),
        Some("2016Q4"),
        None,
        None,
        None,
        None,
        None,
    ];
    assert_eq!(quarters.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn types_that_hold_a_date() {
    let quarter = Quarter::default();
    let stamps = TimestampMicrosecondArray::from(vec![0_i64]).with_timezone("UTC");
    let coerced = quarter
        .coerce_types(&[stamps.data_type().clone()])
        .expect("a timestamp");
    assert_eq!(coerced, [DataType::Date32]);
    let error = quarter
        .coerce_types(&[DataType::Int64])
        .expect_err("a number")
        .to_string();
    assert!(
        error.contains("quarter takes a date, a timestamp or text, got Int64"),
        "{error}"
    );
}

fn range_of(literal: Expr, date: DataType) -> Option<(ScalarValue, ScalarValue)> {
    let field = datafusion::arrow::datatypes::Field::new("date", date, true);
    let schema = DFSchema::from_unqualified_fields(vec![field].into(), Default::default());
    let context = SimplifyContext::builder()
        .with_schema(Arc::new(schema.expect("one field")))
        .build();
    let column = Expr::Column(Column::new_unqualified("date"));
    match Quarter::default()
        .preimage(&[column], &literal, &context)
        .expect("no error")
    {
        PreimageResult::Range { interval, .. } => {
            Some((interval.lower().clone(), interval.upper().clone()))
        }
        PreimageResult::None => None,
    }
}

#[test]
fn a_comparison_becomes_a_range_of_dates() {
    let expected = (
        ScalarValue::Date32(Some(16801)),
        ScalarValue::Date32(Some(16892)),
    );
    assert_eq!(range_of(lit("2016Q1"), DataType::Date32), Some(expected));
    for text in ["2016q1", "2016", "2016Q5", "2016-01", ""] {
        assert_eq!(range_of(lit(text), DataType::Date32), None, "{text}");
    }
    assert_eq!(range_of(lit("2016Q1"), DataType::Utf8), None);
}
