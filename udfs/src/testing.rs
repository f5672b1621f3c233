//! Calling a function as a query would, for the tests beside the functions.
//!
//! ```text
//!  call("state_code", &data, vec![array(["Virginia", null])]) ─► ["VA", null]
//! ```

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::{Result, ScalarValue};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};

use crate::{Function, ReferenceData, functions};

/// The function of this name.
pub(crate) fn function(name: &str, data: &Arc<ReferenceData>) -> ScalarUDF {
    let entry = functions(data).into_iter().find(|entry| entry.name == name);
    match entry.expect("the function is in the list").function {
        Function::Scalar(function) => function,
        Function::Aggregate(_) => panic!("{name} is an aggregate"),
    }
}

/// Calls a function the way a physical plan does.
pub(crate) fn call(
    name: &str,
    data: &Arc<ReferenceData>,
    args: Vec<ColumnarValue>,
) -> Result<ColumnarValue> {
    let function = function(name, data);
    let field = |arg: &ColumnarValue| Arc::new(Field::new("a", arg.data_type(), true));
    let arg_fields: Vec<_> = args.iter().map(field).collect();
    let scalar_arguments: Vec<_> = args
        .iter()
        .map(|arg| match arg {
            ColumnarValue::Scalar(value) => Some(value),
            ColumnarValue::Array(_) => None,
        })
        .collect();
    let return_field = function.return_field_from_args(ReturnFieldArgs {
        arg_fields: &arg_fields,
        scalar_arguments: &scalar_arguments,
    })?;
    let rows = args.iter().find_map(|arg| match arg {
        ColumnarValue::Array(array) => Some(array.len()),
        ColumnarValue::Scalar(_) => None,
    });
    let result = function.invoke_with_args(ScalarFunctionArgs {
        args,
        arg_fields,
        number_rows: rows.unwrap_or(1),
        return_field: Arc::clone(&return_field),
        config_options: Arc::new(ConfigOptions::default()),
    })?;
    assert_eq!(&result.data_type(), return_field.data_type());
    Ok(result)
}

/// A text constant.
pub(crate) fn scalar(text: Option<&str>) -> ColumnarValue {
    ColumnarValue::Scalar(ScalarValue::Utf8(text.map(str::to_owned)))
}

/// A column of texts in one of the three layouts.
pub(crate) fn column(layout: &DataType, texts: &[Option<&str>]) -> ColumnarValue {
    let texts = texts.iter().copied();
    let array: ArrayRef = match layout {
        DataType::LargeUtf8 => Arc::new(texts.collect::<LargeStringArray>()),
        DataType::Utf8View => Arc::new(texts.collect::<StringViewArray>()),
        _ => Arc::new(texts.collect::<StringArray>()),
    };
    ColumnarValue::Array(array)
}

/// Result rows as text, null as `None`.
pub(crate) fn texts(value: ColumnarValue) -> Vec<Option<String>> {
    let array = value.into_array(1).expect("an array");
    let array = array.as_any().downcast_ref::<StringArray>().expect("text");
    array.iter().map(|text| text.map(str::to_owned)).collect()
}

/// A function of one text, called with a constant, with a null and with the three layouts of columns;
/// all must agree.
pub(crate) fn text_to_text(name: &str, data: &Arc<ReferenceData>, text: &str) -> Option<String> {
    let constant = call(name, data, vec![scalar(Some(text))]).expect("a result");
    assert!(matches!(constant, ColumnarValue::Scalar(_)));
    let expected = texts(constant);
    let null = call(name, data, vec![scalar(None)]).expect("a result");
    assert_eq!(texts(null), [None]);
    for layout in [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View] {
        let rows = call(
            name,
            data,
            vec![column(&layout, &[Some(text), None, Some(text)])],
        );
        let rows = texts(rows.expect("a result"));
        assert_eq!(rows, [expected[0].clone(), None, expected[0].clone()]);
    }
    expected.into_iter().next().flatten()
}

/// A file of the predecessor's cases, if they are on this machine.
pub(crate) fn predecessor_cases(name: &str) -> Option<serde_json::Value> {
    let path = format!(
        "{}/../../shared/data/predecessor_cases/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: no ../shared/data");
        return None;
    };
    // The files were written by Python, whose NaN is no JSON.
    Some(serde_json::from_str(&text.replace(": NaN", ": null")).expect("JSON"))
}
