//! Text to places.
//!
//! ```text
//!  'Norfolk, Virginia, United States' ─ parse_locations ─► { Norfolk, Virginia, United States }
//!                                                                       └─ state_code ─► 'VA'
//! ```

mod countries;
mod locations;
mod state_code;
mod states;

use std::sync::Arc;

use crate::text_function::text_function;
use crate::{FunctionEntry, ReferenceData};

pub use locations::{NamedPlace, parse_locations};
pub use states::{StateNames, StateRow};

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        text_function(state_code::StateCode::new(data)),
        locations::entry(data),
    ]
}
