use std::sync::Arc;

use datafusion::arrow::array::Float64Array;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::ColumnarValue;
use serde_json::Value;

use crate::ReferenceData;
use crate::testing::{call, column, predecessor_cases, scalar};

type Sides = (Option<f64>, Option<f64>, Option<f64>);

fn pay(name: &str, (min, max, median): Sides, unit: Option<&str>) -> Option<f64> {
    let data = Arc::new(ReferenceData::new());
    let number = |value| ColumnarValue::Scalar(ScalarValue::Float64(value));
    let args = vec![number(min), number(max), number(median), scalar(unit)];
    match call(name, &data, args).unwrap() {
        ColumnarValue::Scalar(ScalarValue::Float64(value)) => value,
        other => panic!("{other:?}"),
    }
}

fn yearly(min: f64, max: f64, unit: &str) -> Option<f64> {
    pay("yearly_pay", (Some(min), Some(max), None), Some(unit))
}

fn hourly(min: f64, max: f64, unit: &str) -> Option<f64> {
    pay("hourly_pay", (Some(min), Some(max), None), Some(unit))
}

#[test]
fn every_unit_converts_by_a_working_year() {
    assert_eq!(yearly(40_000.0, 60_000.0, "year"), Some(50_000.0));
    assert_eq!(yearly(10.0, 15.5, "HR"), Some(12.75 * 2080.0));
    assert_eq!(yearly(100.0, 120.0, "Daily"), Some(110.0 * 260.0));
    assert_eq!(yearly(1000.0, 1000.0, "WK"), Some(52_000.0));
    assert_eq!(yearly(2000.0, 2000.0, "BI"), Some(52_000.0));
    assert_eq!(yearly(1500.0, 1500.0, "MTH"), Some(18_000.0));
    assert_eq!(hourly(41_600.0, 41_600.0, "Per Year"), Some(20.0));
    assert_eq!(hourly(80.0, 80.0, "day"), Some(10.0));
    assert_eq!(hourly(10.0, 15.5, "hour"), Some(12.75));
}

#[test]
fn a_missing_side_leaves_the_other_and_the_median_comes_last() {
    let one = |sides| pay("yearly_pay", sides, Some("year"));
    assert_eq!(one((Some(0.0), Some(50_000.0), None)), Some(50_000.0));
    assert_eq!(one((Some(50_000.0), None, Some(1.0))), Some(50_000.0));
    assert_eq!(one((None, Some(0.0), Some(30_000.0))), Some(30_000.0));
    assert_eq!(one((Some(f64::NAN), Some(50_000.0), None)), Some(50_000.0));
    assert_eq!(one((Some(-5.0), Some(0.0), None)), None);
    assert_eq!(one((None, None, None)), None);
}

#[test]
fn unknown_units_and_impossible_amounts_are_null() {
    assert_eq!(yearly(40_000.0, 60_000.0, "Select Pay Range"), None);
    assert_eq!(yearly(1.0, 2.0, "PW"), None);
    assert_eq!(pay("yearly_pay", (Some(40_000.0), None, None), None), None);
    assert_eq!(yearly(15.0, 20.0, "year"), None, "a wage marked yearly");
    assert_eq!(
        hourly(40_000.0, 60_000.0, "hour"),
        None,
        "a salary marked hourly"
    );
    assert_eq!(yearly(3_000_000.0, 3_000_000.0, "year"), None);
}

#[test]
fn columns_and_constants_mix() {
    let data = Arc::new(ReferenceData::new());
    let numbers =
        |values: Vec<Option<f64>>| ColumnarValue::Array(Arc::new(Float64Array::from(values)));
    let none = ColumnarValue::Scalar(ScalarValue::Float64(None));
    let args = vec![
        numbers(vec![Some(20.0), None, Some(52_000.0)]),
        none.clone(),
        none,
        column(&DataType::Utf8, &[Some("HR"), Some("HR"), Some("Annual")]),
    ];
    let result = call("hourly_pay", &data, args)
        .unwrap()
        .into_array(3)
        .unwrap();
    let result = result.as_any().downcast_ref::<Float64Array>().unwrap();
    assert_eq!(
        result.iter().collect::<Vec<_>>(),
        [Some(20.0), None, Some(25.0)]
    );
}

/// What `TRY_CAST(text AS DOUBLE)` makes of the predecessor's salary fields.
fn side(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[test]
fn predecessor_yearly_pay() {
    let Some(file) = predecessor_cases("pay.json") else {
        return;
    };
    let mut compared = 0;
    for group in file["groups"].as_array().unwrap() {
        for case in group["cases"].as_array().unwrap() {
            let salary = &case["input"]["baseSalary"];
            let sides = (side(&salary["minValue"]), side(&salary["maxValue"]), None);
            let expected = case["expected"]["yearly_pay"].as_f64().unwrap();
            let found = pay("yearly_pay", sides, salary["salaryFrequency"].as_str());
            // The amounts of the cases (5 and 7.75 a year) are outside what a year's pay can be, so the
            // function gives null on purpose; the arithmetic must be the same.
            assert_eq!(found, None);
            assert_eq!(
                super::amount::amount(sides.0, sides.1, None),
                Some(expected)
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 2);
}

/// Bug 24: pay was computed only for the exact words "yearly" and "hourly", and raised on null. Where
/// the predecessor gives a possible amount we give the same; where it raises or gives null for
/// another unit we convert.
#[test]
fn observed_pay_and_bug_24() {
    let Some(file) = predecessor_cases("observed_pay.json") else {
        return;
    };
    for case in file["cases"].as_array().unwrap() {
        let salary = &case["baseSalary"];
        let sides = (side(&salary["minValue"]), side(&salary["maxValue"]), None);
        let unit = salary["salaryFrequency"].as_str();
        for (name, key, least) in [
            ("yearly_pay", "yearly", 4_000.0),
            ("hourly_pay", "hourly", 2.0),
        ] {
            let Some(expected) = case[key]["output"].as_f64().filter(|pay| *pay >= least) else {
                continue;
            };
            assert_eq!(pay(name, sides, unit), Some(expected), "{case}");
        }
    }
    assert_eq!(yearly(40_000.0, 60_000.0, "Yearly"), Some(50_000.0));
    assert_eq!(
        pay("yearly_pay", (None, Some(50_000.0), None), Some("yearly")),
        Some(50_000.0)
    );
    assert_eq!(
        hourly(40_000.0, 60_000.0, "yearly").map(f64::round),
        Some(24.0)
    );
}
