//! `quantile(state, q)`: reads a quantile from a distribution.
//!
//! ```text
//!   quantile(quantile_state(x), 0.5)   x = 1, 2, 3   ──►   2.0
//! ```

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, AsArray, Float64Builder};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use super::STATES;
use super::digest::Digest;
use super::state_column::{StateColumn, coerce_state};

/// `quantile(state, q)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Quantile {
    signature: Signature,
}

impl Default for Quantile {
    fn default() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for Quantile {
    fn name(&self) -> &str {
        "quantile"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [state, q] if q.is_numeric() || q.is_null() => {
                Ok(vec![coerce_state("quantile", state)?, DataType::Float64])
            }
            [_, q] => plan_err!("quantile(state, q): q is a number from 0 to 1, got {q}"),
            _ => plan_err!(
                "quantile takes (state, q), got {} arguments",
                arguments.len()
            ),
        }
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [states, ranks] = arrays.as_slice() else {
            return exec_err!("quantile takes (state, q), got {} arguments", arrays.len());
        };
        let states = StateColumn::try_new("quantile", states)?;
        let ranks = ranks.as_primitive::<Float64Type>();
        let mut values = Float64Builder::with_capacity(ranks.len());
        for row in 0..ranks.len() {
            let value = match states.bytes(row) {
                Some(bytes) if ranks.is_valid(row) => read(bytes, ranks.value(row))?,
                _ => None,
            };
            values.append_option(value);
        }
        Ok(ColumnarValue::Array(Arc::new(values.finish())))
    }

    fn documentation(&self) -> Option<&Documentation> {
        static DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(|| {
            Documentation::builder(
                STATES,
                "Reads a quantile from a distribution written by `quantile_state` or `quantile_merge`: 0.5 is the \
                 median, 0 the minimum, 1 the maximum. Null for a null or empty state; an error for a `q` \
                 outside 0 to 1 and for bytes that are not a t-digest.",
                "quantile(state, q)",
            )
            .with_argument("state", "A state written by `quantile_state` or `quantile_merge`.")
            .with_argument("q", "The share of values below the wanted one, from 0 to 1.")
            .with_sql_example(
                "SELECT soc_code, quantile(quantile_merge(pay_state), 0.9) FROM counts.pay_counts GROUP BY soc_code",
            )
            .with_related_udf("quantile_merge")
            .build()
        });
        Some(&DOCUMENTATION)
    }
}

fn read(bytes: &[u8], q: f64) -> Result<Option<f64>> {
    if !(0.0..=1.0).contains(&q) {
        return exec_err!("quantile(state, q): q goes from 0 to 1, got {q}");
    }
    match Digest::from_bytes(bytes) {
        Ok(digest) => Ok(digest.quantile(q)),
        Err(reason) => exec_err!("quantile: not a state this function can read: {reason}"),
    }
}
