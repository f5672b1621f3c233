//! `bitmap_count(state)`: how many postings a set has.
//!
//! ```text
//!   {1, 2, 5}  ──►  3
//! ```

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::Int64Builder;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use super::read_set;
use crate::aggregate::{STATES, StateColumn, coerce_state};

/// `bitmap_count(state)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct BitmapCount {
    signature: Signature,
}

impl Default for BitmapCount {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for BitmapCount {
    fn name(&self) -> &str {
        "bitmap_count"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [state] => Ok(vec![coerce_state("bitmap_count", state)?]),
            _ => plan_err!(
                "bitmap_count takes one state, got {} arguments",
                arguments.len()
            ),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [states] = arrays.as_slice() else {
            return plan_err!(
                "bitmap_count takes one state, got {} arguments",
                arrays.len()
            );
        };
        let states = StateColumn::try_new("bitmap_count", states)?;
        let mut counts = Int64Builder::with_capacity(states.len());
        for row in 0..states.len() {
            match states.bytes(row) {
                Some(bytes) => counts.append_value(count(bytes)?),
                None => counts.append_null(),
            }
        }
        Ok(ColumnarValue::Array(Arc::new(counts.finish())))
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "How many postings a set has. Null for null, 0 for the empty set.",
                "bitmap_count(state)",
            )
            .with_argument("state", "A set written by `bitmap_state` or any function of this family.")
            .with_sql_example(
                "SELECT state_code, bitmap_count(bitmap_union(postings_state)) AS postings_with_a_skill\n\
                 FROM   counts.skill_counts GROUP BY state_code",
            )
            .with_related_udf("bitmap_union")
            .build()
        });
        Some(&DOCUMENTATION)
    }
}

fn count(bytes: &[u8]) -> Result<i64> {
    let count = read_set("bitmap_count", bytes)?.len();
    match i64::try_from(count) {
        Ok(count) => Ok(count),
        Err(_) => exec_err!("bitmap_count: {count} does not fit in 64 signed bits"),
    }
}
