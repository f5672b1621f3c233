//! What `classify_soc` and `predict_soc` have in common: constant arguments, and lists of guesses.
//!
//! ```text
//!  Guess { 15-1252, 0.81 }, Guess { 15-1251, 0.12 } ─► [{ soc_code: 15-1252, rank: 1, probability: 0.81 }, { …, rank: 2, … }]
//! ```

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::types::{NativeType, logical_float64, logical_string};
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::logical_expr::{
    Coercion, ColumnarValue, ScalarFunctionArgs, Signature, TypeSignature, TypeSignatureClass,
    Volatility,
};

use super::classify::{Guess, LEAST, Level};
use crate::arguments::TextColumn;

pub(super) fn text() -> Coercion {
    Coercion::new_exact(TypeSignatureClass::Native(logical_string()))
}

pub(super) fn whole() -> Coercion {
    Coercion::new_exact(TypeSignatureClass::Integer)
}

pub(super) fn number() -> Coercion {
    let numbers = vec![TypeSignatureClass::Integer, TypeSignatureClass::Decimal];
    let float = TypeSignatureClass::Native(logical_float64());
    Coercion::new_implicit(float, numbers, NativeType::Float64)
}

/// The signature of a function of these arguments, of which the first `fewest` are needed.
pub(super) fn with_optional(all: &[Coercion], fewest: usize) -> Signature {
    let forms = (fewest..=all.len()).map(|count| {
        let first = all.iter().take(count).cloned();
        TypeSignature::Coercible(first.collect())
    });
    Signature::one_of(forms.collect(), Volatility::Immutable)
}

/// The type of a list of guesses.
pub(super) fn guesses_type() -> DataType {
    DataType::new_list(DataType::Struct(fields()), true)
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("soc_code", DataType::Utf8, true),
        Field::new("rank", DataType::Int64, true),
        Field::new("probability", DataType::Float64, true),
    ])
}

/// A constant argument, if it is given and not null.
pub(super) fn constant<'a>(
    function: &str,
    args: &'a ScalarFunctionArgs,
    at: usize,
) -> Result<Option<&'a ScalarValue>> {
    match args.args.get(at) {
        None => Ok(None),
        Some(ColumnarValue::Scalar(value)) => Ok(Some(value).filter(|value| !value.is_null())),
        Some(ColumnarValue::Array(_)) => {
            exec_err!("{function}: what stands behind title and description must be constant")
        }
    }
}

/// The level of the SOC, from the argument at this place.
pub(super) fn level(function: &str, args: &ScalarFunctionArgs, at: usize) -> Result<Level> {
    let Some(digits) = constant(function, args, at)? else {
        return Ok(Level::Detailed);
    };
    match digits.cast_to(&DataType::Int64)? {
        ScalarValue::Int64(Some(6)) => Ok(Level::Detailed),
        ScalarValue::Int64(Some(5)) => Ok(Level::Broad),
        ScalarValue::Int64(Some(3)) => Ok(Level::Minor),
        ScalarValue::Int64(Some(2)) => Ok(Level::Major),
        other => {
            exec_err!("{function}: a SOC code has a level of 2, 3, 5 or 6 digits, not {other}")
        }
    }
}

/// The least probability of a first guess, from the argument at this place.
pub(super) fn least(function: &str, args: &ScalarFunctionArgs, at: usize) -> Result<f32> {
    let Some(least) = constant(function, args, at)? else {
        return Ok(LEAST);
    };
    match least.cast_to(&DataType::Float64)? {
        ScalarValue::Float64(Some(least)) if (0.0..=1.0).contains(&least) => Ok(least as f32),
        other => exec_err!("{function}: the least probability is from 0 to 1, not {other}"),
    }
}

/// The guesses for each title and description.
pub(super) fn classify(
    function: &str,
    arrays: &[ArrayRef],
    mut guess: impl FnMut(Option<&str>, Option<&str>) -> Vec<Guess>,
) -> Result<ArrayRef> {
    let texts = |at: usize| TextColumn::try_new(function, &arrays[at]);
    let (titles, descriptions) = (texts(0)?, texts(1)?);
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields(), titles.len()));
    for row in 0..titles.len() {
        let guesses = guess(titles.value(row), descriptions.value(row));
        for (index, guess) in guesses.iter().enumerate() {
            append(lists.values(), guess, index as i64 + 1);
        }
        lists.append(!guesses.is_empty());
    }
    Ok(Arc::new(lists.finish()))
}

fn append(structs: &mut StructBuilder, guess: &Guess, rank: i64) {
    if let Some(codes) = structs.field_builder::<StringBuilder>(0) {
        codes.append_value(&guess.soc_code);
    }
    if let Some(ranks) = structs.field_builder::<Int64Builder>(1) {
        ranks.append_value(rank);
    }
    if let Some(probabilities) = structs.field_builder::<Float64Builder>(2) {
        // Six decimals are more than it is worth, and print as they are.
        let millionths = (f64::from(guess.probability) * 1e6).round();
        probabilities.append_value(millionths / 1e6);
    }
    structs.append(true);
}
