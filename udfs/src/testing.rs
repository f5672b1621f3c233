//! Calling a function as a query would, for the tests beside the functions.
//!
//! ```text
//!  call("state_code", &data, vec![array(["Virginia", null])]) ─► ["VA", null]
//! ```

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use datafusion::arrow::array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::common::{Result, ScalarValue};
use datafusion::config::ConfigOptions;
use datafusion::execution::context::SessionContext;
use datafusion::logical_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};

use crate::{Function, ReferenceData, functions};

/// The function of this name.
pub(crate) fn function(name: &str, data: &Arc<ReferenceData>) -> ScalarUDF {
    let entry = functions(data).into_iter().find(|entry| entry.name == name);
    match entry.expect("the function is in the list").function {
        Function::Scalar(function) => function,
        other => panic!("{name} is a {} function", other.kind()),
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

/// The one row and column of a query's result, as text: what the planner makes of literals, nulls
/// and types is tested with it. Queries of constants never wait, so polling needs no runtime.
pub(crate) fn query(sql: &str, data: &Arc<ReferenceData>) -> Result<String> {
    let session = SessionContext::new();
    for entry in functions(data) {
        if let Function::Scalar(function) = entry.function {
            session.register_udf(function);
        }
    }
    let batches = ready(async { session.sql(sql).await?.collect().await })?;
    let options = FormatOptions::default().with_null("NULL");
    let rows = batches
        .iter()
        .flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    let text = |(batch, row): (&RecordBatch, usize)| {
        let column = ArrayFormatter::try_new(batch.column(0), &options).expect("a format");
        column.value(row).to_string()
    };
    Ok(rows.map(text).collect::<Vec<_>>().join("|"))
}

fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("a query of constants waits");
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

/// A function of one text, called with a constant, with a null and with the three layouts of
/// columns; all must agree.
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
