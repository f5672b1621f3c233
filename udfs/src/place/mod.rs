//! Text to places.
//!
//! ```text
//!  'Norfolk, Virginia, United States' ─ parse_locations ─► { Norfolk, Virginia, United States }
//!                                     └──────┬──────┴─ state_code ─► 'VA'
//!                                         place_of ─► { Norfolk, 51710, 47260, VA, South, … }
//! ```

mod address;
mod addresses;
mod choices;
mod cities_abroad;
mod countries;
mod gazetteer;
mod locations;
mod named_place;
mod names;
mod nicknames;
mod place_of;
mod state_code;
mod states;
mod well_known;
mod within;
mod work_mode;

use std::sync::Arc;

use crate::text_function::text_function;
use crate::{FunctionEntry, ReferenceData};

pub use gazetteer::{AreaRow, Found, Gazetteer, PlaceRow, RegionRow};
pub use named_place::{NamedPlace, parse_locations};
pub use states::{StateNames, StateRow};

/// The functions of this family, one line each.
pub(crate) fn functions(data: &Arc<ReferenceData>) -> Vec<FunctionEntry> {
    vec![
        text_function(state_code::StateCode::new(data)),
        locations::entry(data),
        place_of::entry(data),
    ]
}
