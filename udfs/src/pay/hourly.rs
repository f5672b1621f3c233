//! `hourly_pay`: a salary as pay per hour.
//!
//! ```text
//!  hourly_pay(40000, 60000, null, 'Per Year') = 24.04
//! ```

use std::ops::RangeInclusive;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};

use crate::pay::amount::{evaluate_pay, pay_signature, with_pay_arguments};
use crate::pay::unit::HOURS_A_YEAR;
use crate::{Family, FunctionEntry, Reads};

/// What pay per hour can be; anything else is a slip of the supplier (a yearly salary marked hourly).
const BOUNDS: RangeInclusive<f64> = 2.0..=1_000.0;

const NAME: &str = "hourly_pay";

/// The list entry of the function.
pub(crate) fn entry() -> FunctionEntry {
    let documentation = Documentation::builder(
        Family::Pay.doc_section(),
        "A salary as pay per hour: the mean of min and max, or the one that is given, or the median, divided by the hours of its unit (a day 8, a week 40, two weeks 80, a month a twelfth of 2,080, a year 2,080). Null when the unit is unknown or piece work, and when the result is outside 2 to 1,000.",
        "hourly_pay(min, max, median, unit)",
    );
    let documentation = with_pay_arguments(documentation)
        .with_sql_example("```sql\nSELECT hourly_pay(10, 15.5, NULL, 'hour');\n```")
        .build();
    let function = ScalarUDF::from(HourlyPay {
        signature: pay_signature(),
        documentation,
    });
    FunctionEntry::scalar(NAME, 1, Family::Pay, Reads::Nothing, function)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct HourlyPay {
    signature: Signature,
    documentation: Documentation,
}

impl ScalarUDFImpl for HourlyPay {
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
        evaluate_pay(NAME, &args, HOURS_A_YEAR, BOUNDS)
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
