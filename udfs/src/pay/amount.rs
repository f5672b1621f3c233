//! The one amount that a salary's minimum, maximum, median and unit come to.
//!
//! ```text
//!  min 40,000 · max 60,000 ─► 50,000      min 0 · max 50,000 ─► 50,000      median 7.5 alone ─► 7.5
//!        │ × units a year                       │ ÷ hours of the unit
//!  yearly_pay                             hourly_pay          outside the bounds of a wage: null
//! ```
//!
//! Zero, negative and not-a-number count as missing: a supplier's "0" means "not stated". A minimum above its maximum is still two amounts, and
//! their mean is taken. The median is used when both are missing.

use std::ops::RangeInclusive;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, Float64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::common::cast::as_float64_array;
use datafusion::logical_expr::{
    ColumnarValue, DocumentationBuilder, ScalarFunctionArgs, Signature, Volatility,
};

use crate::arguments::{TextColumn, evaluate};
use crate::pay::unit::PayUnit;

/// One amount in the salary's own unit.
pub(crate) fn amount(min: Option<f64>, max: Option<f64>, median: Option<f64>) -> Option<f64> {
    let stated = |side: Option<f64>| side.filter(|value| value.is_finite() && *value > 0.0);
    match (stated(min), stated(max)) {
        (Some(min), Some(max)) => Some((min + max) / 2.0),
        (Some(one), None) | (None, Some(one)) => Some(one),
        (None, None) => stated(median),
    }
}

/// The signature that both pay functions share.
pub(crate) fn pay_signature() -> Signature {
    let number = DataType::Float64;
    Signature::exact(
        vec![number.clone(), number.clone(), number, DataType::Utf8],
        Volatility::Immutable,
    )
}

/// The arguments that both pay functions share.
pub(crate) fn with_pay_arguments(documentation: DocumentationBuilder) -> DocumentationBuilder {
    documentation
        .with_argument("min", "the lower end of the salary; 0 counts as missing")
        .with_argument("max", "the upper end of the salary; 0 counts as missing")
        .with_argument("median", "used when min and max are missing")
        .with_argument(
            "unit",
            "the unit, canonical or as the supplier writes it (see pay_unit)",
        )
        .with_related_udf("pay_unit")
}

/// Runs a pay function: the amount in units of which `a_year` make a year, null outside `bounds`.
pub(crate) fn evaluate_pay(
    name: &str,
    args: &ScalarFunctionArgs,
    a_year: f64,
    bounds: RangeInclusive<f64>,
) -> Result<ColumnarValue> {
    evaluate(args, |arrays| {
        let [min, max, median] = [0, 1, 2].map(|column| as_float64_array(&arrays[column]));
        let (min, max, median) = (min?, max?, median?);
        let units = TextColumn::try_new(name, &arrays[3])?;
        let value = |column: &Float64Array, row| column.is_valid(row).then(|| column.value(row));
        let pay = |row| {
            let unit_a_year = PayUnit::read(units.value(row)?)?.per_year()?;
            let amount = amount(value(min, row), value(max, row), value(median, row))?;
            // A unit that is asked for as it is keeps its amount to the last bit.
            let same = unit_a_year == a_year;
            let pay = if same {
                amount
            } else {
                amount * unit_a_year / a_year
            };
            Some(pay).filter(|pay| bounds.contains(pay))
        };
        Ok(Arc::new((0..units.len()).map(pay).collect::<Float64Array>()) as ArrayRef)
    })
}
