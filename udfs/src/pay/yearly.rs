//! `yearly_pay`: a salary as pay per year.
//!
//! ```text
//!  yearly_pay(10, 15.5, null, 'HR') = 26520
//! ```

use std::ops::RangeInclusive;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use crate::pay::amount::{evaluate_pay, pay_signature, with_pay_arguments};
use crate::{Family, FunctionEntry, Reads};

/// What pay per year can be; anything else is a slip of the supplier (an hourly wage marked yearly).
const BOUNDS: RangeInclusive<f64> = 4_000.0..=2_000_000.0;

const NAME: &str = "yearly_pay";

/// The list entry of the function.
pub(crate) fn entry() -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Pay.doc_section(),
        "A salary as pay per year: the mean of min and max, or the one that is given, or the median, times its units a year (2,080 hours, 260 days, 52 weeks, 26 times two weeks, 12 months). Null when the unit is unknown or piece work, and when the result is outside 4,000 to 2,000,000.",
        "yearly_pay(min, max, median, unit)",
    );
    let documentation = with_pay_arguments(documentation)
        .with_sql_example("```sql\nSELECT yearly_pay(10, 15.5, NULL, 'hour');\n```")
        .build();
    let function = ScalarUDF::from(YearlyPay {
        signature: pay_signature(),
        documentation,
    });
    FunctionEntry::scalar(NAME, 1, Family::Pay, Reads::Nothing, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct YearlyPay {
    signature: Signature,
    documentation: Documentation,
}

impl ScalarUDFImpl for YearlyPay {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        evaluate_pay(NAME, &args, 1.0, BOUNDS)
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
