//! What the functions that take two sets and give one have in common.
//!
//! ```text
//!   (state, state)  ──read──►  (set, set)  ──apply──►  set  ──write──►  state
//! ```
//! A literal side is read once, not once per row.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use super::read_set;
use crate::aggregate::{PostingSet, StateColumn, coerce_state};

/// A set made of two sets.
pub(crate) trait SetOperation:
    Debug + Default + PartialEq + Eq + Hash + Send + Sync + 'static
{
    /// The name in SQL.
    const NAME: &'static str;

    /// Turns the first set into the result.
    fn apply(first: &mut PostingSet, second: &PostingSet);

    /// The entry in the SQL reference.
    fn documentation() -> &'static Documentation;
}

/// A [`SetOperation`] as DataFusion sees it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct SetFunction<O> {
    signature: Signature,
    operation: PhantomData<O>,
}

impl<O> Default for SetFunction<O> {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            operation: PhantomData,
        }
    }
}

impl<O: SetOperation> ScalarUDFImpl for SetFunction<O> {
    fn name(&self) -> &str {
        O::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [first, second] => Ok(vec![
                coerce_state(O::NAME, first)?,
                coerce_state(O::NAME, second)?,
            ]),
            _ => plan_err!(
                "{} takes two states, got {} arguments",
                O::NAME,
                arguments.len()
            ),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Binary)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let second_is_literal = matches!(args.args.get(1), Some(ColumnarValue::Scalar(_)));
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [first, second] = arrays.as_slice() else {
            return plan_err!(
                "{} takes two states, got {} arguments",
                O::NAME,
                arrays.len()
            );
        };
        Ok(ColumnarValue::Array(combine::<O>(
            first,
            second,
            second_is_literal,
        )?))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(O::documentation())
    }
}

fn combine<O: SetOperation>(
    first: &ArrayRef,
    second: &ArrayRef,
    second_is_literal: bool,
) -> Result<ArrayRef> {
    let first = StateColumn::try_new(O::NAME, first)?;
    let second = StateColumn::try_new(O::NAME, second)?;
    let literal = match second.bytes_of_first() {
        Some(bytes) if second_is_literal => Some(read_set(O::NAME, bytes)?),
        _ => None,
    };
    let mut results = BinaryBuilder::new();
    for row in 0..first.len() {
        let (Some(a), Some(b)) = (first.bytes(row), second.bytes(row)) else {
            results.append_null();
            continue;
        };
        let mut set = read_set(O::NAME, a)?;
        match &literal {
            Some(literal) => O::apply(&mut set, literal),
            None => O::apply(&mut set, &read_set(O::NAME, b)?),
        }
        append::<O>(&mut results, &set)?;
    }
    Ok(Arc::new(results.finish()))
}

fn append<O: SetOperation>(results: &mut BinaryBuilder, set: &PostingSet) -> Result<()> {
    let bytes = match set.to_bytes() {
        Ok(bytes) => bytes,
        Err(reason) => return exec_err!("{}: {reason}", O::NAME),
    };
    // The offsets of a Binary column are 32 bits wide; the builder would panic beyond them.
    if results.values_slice().len() + bytes.len() > i32::MAX as usize {
        return exec_err!("{}: the sets of one batch exceed 2 GiB", O::NAME);
    }
    results.append_value(&bytes);
    Ok(())
}
