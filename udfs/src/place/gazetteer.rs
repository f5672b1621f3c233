//! Which county and metropolitan area a town lies in, however its name is written.
//!
//! ```text
//!  places  Saint Louis, MO, 29510   ┐            'St. Louis', MO ─► { Saint Louis, 29510, 41180, confidence 1.0 }
//!  cbsa    29510 ─► 41180 St. Louis ├─ build ─►  'St Luis',   MO ─► { Saint Louis, 29510, 41180, confidence 0.8 }
//!  states  MO ─► Midwest            ┘            'St. Louis County', MO ─► { null,  29189, 41180, confidence 0.9 }
//! ```
//!
//! A name is looked up as it is, then without what is written around it ("City of", "metro area", a
//! note in brackets), then as a county, then as a misspelling. Every step costs confidence, and so
//! does a town whose counties lie in different areas.

use std::collections::{BTreeMap, HashMap};

use crate::place::names::{compact, county_name, readings};

mod build;
mod misspelling;

pub use build::{AreaRow, PlaceRow, RegionRow};

/// Confidence in a place that was found under the name of its county.
const BY_COUNTY: f32 = 0.9;

/// The towns, counties and metropolitan areas of the book's taxonomies.
#[derive(Debug, Default)]
pub struct Gazetteer {
    counties: Vec<County>,
    states: BTreeMap<String, State>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct County {
    fips: String,
    name: Option<String>,
    cbsa: Option<Area>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Area {
    code: String,
    name: String,
}

#[derive(Debug, Default)]
struct State {
    region: Option<String>,
    division: Option<String>,
    towns: HashMap<String, Town>,
    counties: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
struct Town {
    name: String,
    county: Option<usize>,
    confidence: f32,
}

/// A town or county that a name was found to mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found<'a> {
    /// The town, as the places taxonomy writes it; `None` when the name is a county's.
    pub place_name: Option<&'a str>,
    /// Five digits: `29510`.
    pub county_fips: Option<&'a str>,
    /// The county's name.
    pub county_name: Option<&'a str>,
    /// The core-based statistical area of the county, if it lies in one.
    pub cbsa_code: Option<&'a str>,
    /// The area's name.
    pub cbsa_name: Option<&'a str>,
    /// From 0 to 1.
    pub confidence: f32,
}

impl Gazetteer {
    /// The Census region and division of a state.
    pub fn region(&self, state_code: &str) -> (Option<&str>, Option<&str>) {
        let state = self.states.get(state_code);
        (
            state.and_then(|state| state.region.as_deref()),
            state.and_then(|state| state.division.as_deref()),
        )
    }

    /// The town or county of a state that a name means.
    pub fn find(&self, state_code: &str, name: &str) -> Option<Found<'_>> {
        let state = self.states.get(state_code)?;
        self.find_as_written(state, name)
            .or_else(|| self.find_misspelt(state, name))
    }

    /// The same, but not as a misspelling: for a text of which it is not known that it names a town.
    pub(crate) fn find_exactly(&self, state_code: &str, name: &str) -> Option<Found<'_>> {
        self.find_as_written(self.states.get(state_code)?, name)
    }

    fn find_as_written<'a>(&'a self, state: &'a State, name: &str) -> Option<Found<'a>> {
        let mut readings = readings(name);
        let town = readings.find_map(|(reading, confidence)| {
            let town = state.towns.get(&compact(reading))?;
            Some(self.found(town, confidence))
        });
        town.or_else(|| self.find_county(state, name))
    }

    fn find_county<'a>(&'a self, state: &'a State, name: &str) -> Option<Found<'a>> {
        let name = county_name(name)?;
        let city = || state.counties.get(&format!("{name}city"));
        let county = state.counties.get(&name).or_else(city)?;
        let county = self.counties.get(*county)?;
        Some(found(None, Some(county), BY_COUNTY))
    }

    fn find_misspelt<'a>(&'a self, state: &'a State, name: &str) -> Option<Found<'a>> {
        let names = state.towns.keys().map(String::as_str);
        let (closest, confidence) = misspelling::closest(names, &compact(name))?;
        Some(self.found(state.towns.get(closest)?, confidence))
    }

    fn found<'a>(&'a self, town: &'a Town, confidence: f32) -> Found<'a> {
        let county = town.county.and_then(|county| self.counties.get(county));
        found(Some(&town.name), county, confidence * town.confidence)
    }
}

fn found<'a>(place: Option<&'a str>, county: Option<&'a County>, confidence: f32) -> Found<'a> {
    let area = county.and_then(|county| county.cbsa.as_ref());
    Found {
        place_name: place,
        county_fips: county.map(|county| county.fips.as_str()),
        county_name: county.and_then(|county| county.name.as_deref()),
        cbsa_code: area.map(|area| area.code.as_str()),
        cbsa_name: area.map(|area| area.name.as_str()),
        confidence,
    }
}

#[cfg(test)]
pub(crate) mod tests;
