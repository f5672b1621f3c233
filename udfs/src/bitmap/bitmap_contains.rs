//! `bitmap_contains(state, posting_no)`: whether a posting is in a set.
//!
//! ```text
//!   {1, 2, 5}, 2  ──►  true
//! ```

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, BooleanBuilder};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use super::read_set;
use crate::aggregate::{PostingSet, STATES, StateColumn, coerce_integer, coerce_state};

const NAME: &str = "bitmap_contains";

/// `bitmap_contains(state, posting_no)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct BitmapContains {
    signature: Signature,
}

impl Default for BitmapContains {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for BitmapContains {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [state, number] => Ok(vec![
                coerce_state(NAME, state)?,
                coerce_integer(NAME, number)?,
            ]),
            _ => plan_err!(
                "{NAME} takes (state, posting_no), got {} arguments",
                arguments.len()
            ),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let state_is_literal = matches!(args.args.first(), Some(ColumnarValue::Scalar(_)));
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [states, numbers] = arrays.as_slice() else {
            return plan_err!(
                "{NAME} takes (state, posting_no), got {} arguments",
                arrays.len()
            );
        };
        Ok(ColumnarValue::Array(Arc::new(contains(
            states,
            numbers,
            state_is_literal,
        )?)))
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "Whether a posting is in a set. Null when either is null; false for a negative number.",
                "bitmap_contains(state, posting_no)",
            )
            .with_argument("state", "A set written by `bitmap_state` or any function of this family.")
            .with_argument("posting_no", "A posting number: any integer.")
            .with_sql_example(
                "SELECT p.title FROM postings p, counts.skill_counts c\n\
                 WHERE  c.date = p.date AND c.skill_name = 'SQL' AND bitmap_contains(c.postings_state, p.posting_no)",
            )
            .with_related_udf("bitmap_state")
            .build()
        });
        Some(&DOCUMENTATION)
    }
}

fn contains(states: &ArrayRef, numbers: &ArrayRef, state_is_literal: bool) -> Result<BooleanArray> {
    let states = StateColumn::try_new(NAME, states)?;
    let numbers = numbers.as_primitive::<Int64Type>();
    let literal = match states.bytes_of_first() {
        Some(bytes) if state_is_literal => Some(read_set(NAME, bytes)?),
        _ => None,
    };
    let has =
        |set: &PostingSet, number: i64| u64::try_from(number).is_ok_and(|no| set.contains(no));
    let mut found = BooleanBuilder::with_capacity(numbers.len());
    for row in 0..numbers.len() {
        match (states.bytes(row), &literal) {
            _ if numbers.is_null(row) => found.append_null(),
            (None, _) => found.append_null(),
            (Some(_), Some(set)) => found.append_value(has(set, numbers.value(row))),
            (Some(bytes), None) => {
                found.append_value(has(&read_set(NAME, bytes)?, numbers.value(row)));
            }
        }
    }
    Ok(found.finish())
}
