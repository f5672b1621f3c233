//! Pay on one scale.
//!
//! ```text
//!  'Per Year' ─ pay_unit ─► 'year'      hourly_pay(40000, 60000, null, 'Per Year') ─► 24.04
//!                                       yearly_pay(40000, 60000, null, 'Per Year') ─► 50000
//!  '$22.50–$31/hr DOE' ─ parse_pay ─► { 22.5, 31, hour, USD, … }
//! ```

mod amount;
mod hourly;
mod mention;
mod parse_pay;
mod unit;
mod yearly;

pub use unit::pay_unit;

use std::sync::Arc;

use crate::list_function::list_function;
use crate::text_function::text_function;
use crate::{FunctionEntry, ReferenceData};

/// The functions of this family, one line each.
pub(crate) fn functions(_data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        text_function(unit::PayUnitRule),
        hourly::entry(),
        yearly::entry(),
        list_function(parse_pay::ParsePay),
    ]
}

#[cfg(test)]
mod tests;
