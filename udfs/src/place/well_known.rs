//! Cities that are named without their state.
//!
//! ```text
//!  "Chicago" ─► Chicago, IL      "Greater Cleveland" ─► Cleveland, OH      "NYC" ─► New York, NY      "Portland" ─► none
//! ```
//!
//! The cities are those that stand alone in the datelines of the Associated Press Stylebook, without Washington, which
//! is as likely the state; the nicknames are those that postings use.

use super::names::{compact, readings};

/// Confidence in a city that no state is named with.
pub(super) const CONFIDENCE: f32 = 0.6;

/// As compared, in order: name, town, state.
const CITIES: &[(&str, &str, &str)] = &[
    ("atlanta", "Atlanta", "GA"),
    ("baltimore", "Baltimore", "MD"),
    ("boston", "Boston", "MA"),
    ("chicago", "Chicago", "IL"),
    ("cincinnati", "Cincinnati", "OH"),
    ("cleveland", "Cleveland", "OH"),
    ("dallas", "Dallas", "TX"),
    ("dallasftworth", "Dallas", "TX"),
    ("denver", "Denver", "CO"),
    ("detroit", "Detroit", "MI"),
    ("dfw", "Dallas", "TX"),
    ("dtla", "Los Angeles", "CA"),
    ("honolulu", "Honolulu", "HI"),
    ("houston", "Houston", "TX"),
    ("indianapolis", "Indianapolis", "IN"),
    ("lasvegas", "Las Vegas", "NV"),
    ("losangeles", "Los Angeles", "CA"),
    ("miami", "Miami", "FL"),
    ("milwaukee", "Milwaukee", "WI"),
    ("minneapolis", "Minneapolis", "MN"),
    ("neworleans", "New Orleans", "LA"),
    ("newyork", "New York", "NY"),
    ("newyorkcity", "New York", "NY"),
    ("nola", "New Orleans", "LA"),
    ("oklahomacity", "Oklahoma City", "OK"),
    ("philadelphia", "Philadelphia", "PA"),
    ("philly", "Philadelphia", "PA"),
    ("phoenix", "Phoenix", "AZ"),
    ("pittsburgh", "Pittsburgh", "PA"),
    ("saltlakecity", "Salt Lake City", "UT"),
    ("sanantonio", "San Antonio", "TX"),
    ("sandiego", "San Diego", "CA"),
    ("sanfran", "San Francisco", "CA"),
    ("sanfrancisco", "San Francisco", "CA"),
    ("seattle", "Seattle", "WA"),
    ("stlouis", "St. Louis", "MO"),
    ("vegas", "Las Vegas", "NV"),
    ("washingtondc", "Washington", "DC"),
];

/// The town and the state of a city that a text names without its state.
pub(super) fn well_known(text: &str) -> Option<(&'static str, &'static str)> {
    readings(text).find_map(|(name, _)| {
        let name = compact(name);
        let found = CITIES.binary_search_by(|(known, ..)| (*known).cmp(name.as_str()));
        let (_, town, state) = CITIES.get(found.ok()?)?;
        Some((*town, *state))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_without_their_state() {
        assert!(CITIES.is_sorted());
        assert_eq!(well_known("Chicago"), Some(("Chicago", "IL")));
        assert_eq!(well_known("Greater Cleveland"), Some(("Cleveland", "OH")));
        assert_eq!(
            well_known("St. Louis Metro Area"),
            Some(("St. Louis", "MO"))
        );
        assert_eq!(well_known("NYC"), Some(("New York", "NY")));
        assert_eq!(well_known("Portland"), None);
        assert_eq!(well_known("Chicago Heights"), None);
    }
}
