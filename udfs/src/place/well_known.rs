//! Cities and regions that are named without their state.
//!
//! ```text
//!  "Chicago" ─► Chicago, IL      "Greater Cleveland" ─► Cleveland, OH      "NYC" ─► New York, NY      "Portland" ─► none
//!  "Silicon Valley" ─► CA      "Quad Cities" ─► the United States      "ATL" ─► Atlanta, GA
//! ```
//!
//! The cities are those that stand alone in the datelines of the Associated Press Stylebook, without Washington, which
//! is as likely the state, and the other large ones whose name no second place of any size bears; the nicknames are those
//! that postings use. Regions are those that lie in one state, or in several of one country.

use super::names::{compact, readings};

/// Confidence in a city that no state is named with.
pub(super) const CONFIDENCE: f32 = 0.6;

/// As compared, in order: name, town, state.
const CITIES: &[(&str, &str, &str)] = &[
    ("albuquerque", "Albuquerque", "NM"),
    ("anchorage", "Anchorage", "AK"),
    ("atlanta", "Atlanta", "GA"),
    ("austin", "Austin", "TX"),
    ("bakersfield", "Bakersfield", "CA"),
    ("baltimore", "Baltimore", "MD"),
    ("batonrouge", "Baton Rouge", "LA"),
    ("boise", "Boise", "ID"),
    ("boston", "Boston", "MA"),
    ("bronx", "Bronx", "NY"),
    ("brooklyn", "Brooklyn", "NY"),
    ("charlotte", "Charlotte", "NC"),
    ("chattanooga", "Chattanooga", "TN"),
    ("chicago", "Chicago", "IL"),
    ("cincinnati", "Cincinnati", "OH"),
    ("cleveland", "Cleveland", "OH"),
    ("coloradosprings", "Colorado Springs", "CO"),
    ("corpuschristi", "Corpus Christi", "TX"),
    ("dallas", "Dallas", "TX"),
    ("dallasftworth", "Dallas", "TX"),
    ("denver", "Denver", "CO"),
    ("desmoines", "Des Moines", "IA"),
    ("detroit", "Detroit", "MI"),
    ("dfw", "Dallas", "TX"),
    ("dtla", "Los Angeles", "CA"),
    ("elpaso", "El Paso", "TX"),
    ("fresno", "Fresno", "CA"),
    ("ftlauderdale", "Fort Lauderdale", "FL"),
    ("ftworth", "Fort Worth", "TX"),
    ("grandrapids", "Grand Rapids", "MI"),
    ("honolulu", "Honolulu", "HI"),
    ("houston", "Houston", "TX"),
    ("indianapolis", "Indianapolis", "IN"),
    ("iowacity", "Iowa City", "IA"),
    ("jerseycity", "Jersey City", "NJ"),
    ("knoxville", "Knoxville", "TN"),
    ("lasvegas", "Las Vegas", "NV"),
    ("littlerock", "Little Rock", "AR"),
    ("longbeach", "Long Beach", "CA"),
    ("losangeles", "Los Angeles", "CA"),
    ("louisville", "Louisville", "KY"),
    ("lubbock", "Lubbock", "TX"),
    ("memphis", "Memphis", "TN"),
    ("miami", "Miami", "FL"),
    ("milwaukee", "Milwaukee", "WI"),
    ("minneapolis", "Minneapolis", "MN"),
    ("minneapolisstpaul", "Minneapolis", "MN"),
    ("nashville", "Nashville", "TN"),
    ("neworleans", "New Orleans", "LA"),
    ("newyork", "New York", "NY"),
    ("newyorkcity", "New York", "NY"),
    ("nola", "New Orleans", "LA"),
    ("oklahomacity", "Oklahoma City", "OK"),
    ("omaha", "Omaha", "NE"),
    ("orlando", "Orlando", "FL"),
    ("philadelphia", "Philadelphia", "PA"),
    ("philly", "Philadelphia", "PA"),
    ("phoenix", "Phoenix", "AZ"),
    ("pittsburgh", "Pittsburgh", "PA"),
    ("raleigh", "Raleigh", "NC"),
    ("raleighdurham", "Raleigh", "NC"),
    ("reno", "Reno", "NV"),
    ("sacramento", "Sacramento", "CA"),
    ("saltlake", "Salt Lake City", "UT"),
    ("saltlakecity", "Salt Lake City", "UT"),
    ("sanantonio", "San Antonio", "TX"),
    ("sandiego", "San Diego", "CA"),
    ("sanfran", "San Francisco", "CA"),
    ("sanfrancisco", "San Francisco", "CA"),
    ("scottsdale", "Scottsdale", "AZ"),
    ("seattle", "Seattle", "WA"),
    ("sf", "San Francisco", "CA"),
    ("shreveport", "Shreveport", "LA"),
    ("siouxfalls", "Sioux Falls", "SD"),
    ("spokane", "Spokane", "WA"),
    ("stlouis", "St. Louis", "MO"),
    ("tallahassee", "Tallahassee", "FL"),
    ("tampa", "Tampa", "FL"),
    ("tucson", "Tucson", "AZ"),
    ("tulsa", "Tulsa", "OK"),
    ("vegas", "Las Vegas", "NV"),
    ("virginiabeach", "Virginia Beach", "VA"),
    ("washingtondc", "Washington", "DC"),
    ("washingtondcbaltimore", "Washington", "DC"),
    ("winstonsalem", "Winston-Salem", "NC"),
];

/// As compared, in order: region, and its state, where it lies in one.
const REGIONS: &[(&str, Option<&str>)] = &[
    ("bayarea", Some("CA")),
    ("capecod", Some("MA")),
    ("centralvalley", Some("CA")),
    ("eastcoast", None),
    ("floridakeys", Some("FL")),
    ("frontrange", Some("CO")),
    ("hamptonroads", Some("VA")),
    ("hudsonvalley", Some("NY")),
    ("inlandempire", Some("CA")),
    ("longisland", Some("NY")),
    ("lowcountry", Some("SC")),
    ("marthasvineyard", Some("MA")),
    ("midatlantic", None),
    ("midwest", None),
    ("napavalley", Some("CA")),
    ("newengland", None),
    ("norcal", Some("CA")),
    ("outerbanks", Some("NC")),
    ("pacificnorthwest", None),
    ("permianbasin", Some("TX")),
    ("pugetsound", Some("WA")),
    ("quadcities", None),
    ("researchtriangle", Some("NC")),
    ("researchtrianglepark", Some("NC")),
    ("riograndevalley", Some("TX")),
    ("sanfernandovalley", Some("CA")),
    ("sanfranciscobay", Some("CA")),
    ("sanfranciscobayarea", Some("CA")),
    ("sanjoaquinvalley", Some("CA")),
    ("sfbayarea", Some("CA")),
    ("siliconvalley", Some("CA")),
    ("socal", Some("CA")),
    ("southbay", Some("CA")),
    ("treasurevalley", Some("ID")),
    ("tristate", None),
    ("tristatearea", None),
    ("twincities", Some("MN")),
    ("wasatchfront", Some("UT")),
    ("westcoast", None),
    ("willamettevalley", Some("OR")),
];

/// The largest airports by their IATA code, in order, with the city that each serves: written in capitals, postings mean it.
/// Left out are those that are a country's code as well (IND, PHL).
const AIRPORTS: &[(&str, &str, &str)] = &[
    ("ATL", "Atlanta", "GA"),
    ("BNA", "Nashville", "TN"),
    ("BOS", "Boston", "MA"),
    ("BWI", "Baltimore", "MD"),
    ("CLE", "Cleveland", "OH"),
    ("CLT", "Charlotte", "NC"),
    ("DEN", "Denver", "CO"),
    ("DTW", "Detroit", "MI"),
    ("IAH", "Houston", "TX"),
    ("JFK", "New York", "NY"),
    ("LAS", "Las Vegas", "NV"),
    ("LAX", "Los Angeles", "CA"),
    ("LGA", "New York", "NY"),
    ("MCI", "Kansas City", "MO"),
    ("MCO", "Orlando", "FL"),
    ("MDW", "Chicago", "IL"),
    ("MIA", "Miami", "FL"),
    ("MKE", "Milwaukee", "WI"),
    ("MSP", "Minneapolis", "MN"),
    ("MSY", "New Orleans", "LA"),
    ("ORD", "Chicago", "IL"),
    ("PDX", "Portland", "OR"),
    ("PHX", "Phoenix", "AZ"),
    ("RDU", "Raleigh", "NC"),
    ("SEA", "Seattle", "WA"),
    ("SFO", "San Francisco", "CA"),
    ("SJC", "San Jose", "CA"),
    ("SLC", "Salt Lake City", "UT"),
    ("SMF", "Sacramento", "CA"),
    ("STL", "St. Louis", "MO"),
    ("TPA", "Tampa", "FL"),
];

/// What a text names without its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) town: Option<&'static str>,
    /// None where a region lies in several.
    pub(super) state: Option<&'static str>,
}

/// The city or region that a text names without its state.
pub(super) fn well_known(text: &str) -> Option<Known> {
    let airport = AIRPORTS.binary_search_by(|(code, ..)| (*code).cmp(text.trim()));
    if let Some((_, town, state)) = airport.ok().and_then(|at| AIRPORTS.get(at)) {
        return Some(Known::city(town, state));
    }
    readings(text).find_map(|(name, _)| {
        let name = compact(name);
        let city = CITIES.binary_search_by(|(known, ..)| (*known).cmp(name.as_str()));
        if let Some((_, town, state)) = city.ok().and_then(|at| CITIES.get(at)) {
            return Some(Known::city(town, state));
        }
        let region = REGIONS.binary_search_by(|(known, _)| (*known).cmp(name.as_str()));
        let (_, state) = region.ok().and_then(|at| REGIONS.get(at))?;
        let state = *state;
        Some(Known { town: None, state })
    })
}

impl Known {
    fn city(town: &'static str, state: &'static str) -> Known {
        Known {
            town: Some(town),
            state: Some(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_without_their_state() {
        let is = |text, town, state| {
            assert_eq!(well_known(text), Some(Known::city(town, state)), "{text}");
        };
        is("Chicago", "Chicago", "IL");
        is("Greater Cleveland", "Cleveland", "OH");
        is("South Side of Chicago", "Chicago", "IL");
        is("St. Louis Metro Area", "St. Louis", "MO");
        is("NYC", "New York", "NY");
        is("ATL", "Atlanta", "GA");
        assert_eq!(well_known("atl"), None);
        assert_eq!(well_known("Portland"), None);
        assert_eq!(well_known("Chicago Heights"), None);
    }
    #[test]
    fn regions_have_a_state_where_they_lie_in_one() {
        let state = |text| well_known(text).map(|known| known.state);
        assert_eq!(state("Silicon Valley"), Some(Some("CA")));
        assert_eq!(state("San Francisco Bay Area"), Some(Some("CA")));
        assert_eq!(state("Quad Cities"), Some(None));
        assert_eq!(state("The Valley"), None);
    }

    #[test]
    fn the_lists_are_in_order() {
        assert!(CITIES.is_sorted() && REGIONS.is_sorted() && AIRPORTS.is_sorted());
    }
}
