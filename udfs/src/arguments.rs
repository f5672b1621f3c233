//! How a function reads its arguments: string columns of any of the three layouts, and constants.
//!
//! ```text
//!  Utf8 ─────┐
//!  LargeUtf8 ├─► TextColumn::value(row) -> Option<&str>         all arguments constant ─► a constant result
//!  Utf8View ─┘
//! ```

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, LargeStringArray, StringArray, StringViewArray, new_null_array,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::cast::{as_large_string_array, as_string_array, as_string_view_array};
use datafusion::common::types::logical_string;
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::logical_expr::{
    Coercion, ColumnarValue, ScalarFunctionArgs, Signature, TypeSignatureClass, Volatility,
};

/// A string column, whatever its layout.
#[derive(Debug)]
pub(crate) enum TextColumn {
    Utf8(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
}

impl TextColumn {
    /// The column behind an argument; an untyped null is a column of nulls.
    pub(crate) fn try_new(function: &str, array: &ArrayRef) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Utf8 => TextColumn::Utf8(as_string_array(array)?.clone()),
            DataType::LargeUtf8 => TextColumn::Large(as_large_string_array(array)?.clone()),
            DataType::Utf8View => TextColumn::View(as_string_view_array(array)?.clone()),
            DataType::Null => {
                let nulls = new_null_array(&DataType::Utf8, array.len());
                TextColumn::Utf8(as_string_array(&nulls)?.clone())
            }
            DataType::Dictionary(_, values) => {
                return Self::try_new(function, &cast(array, values)?);
            }
            other => {
                return exec_err!("{function} takes text, not {other}; add CAST(… AS VARCHAR)");
            }
        })
    }

    /// The text of a row, `None` when it is null.
    pub(crate) fn value(&self, row: usize) -> Option<&str> {
        match self {
            TextColumn::Utf8(array) => array.is_valid(row).then(|| array.value(row)),
            TextColumn::Large(array) => array.is_valid(row).then(|| array.value(row)),
            TextColumn::View(array) => array.is_valid(row).then(|| array.value(row)),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            TextColumn::Utf8(array) => array.len(),
            TextColumn::Large(array) => array.len(),
            TextColumn::View(array) => array.len(),
        }
    }
}

/// The signature of a function of one text.
pub(crate) fn one_text() -> Signature {
    let text = Coercion::new_exact(TypeSignatureClass::Native(logical_string()));
    Signature::coercible(vec![text], Volatility::Immutable)
}

/// Runs `compute` on the arguments as arrays of one length; constant arguments give a constant result.
pub(crate) fn evaluate(
    args: &ScalarFunctionArgs,
    compute: impl FnOnce(&[ArrayRef]) -> Result<ArrayRef>,
) -> Result<ColumnarValue> {
    let constant = args
        .args
        .iter()
        .all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
    let result = compute(&ColumnarValue::values_to_arrays(&args.args)?)?;
    if constant && result.len() == 1 {
        return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
            &result, 0,
        )?));
    }
    Ok(ColumnarValue::Array(result))
}

/// A string column from one text per row.
pub(crate) fn text_array<T: AsRef<str>>(values: impl Iterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}
