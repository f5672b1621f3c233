//! Places: which county a city lies in, and where.
//!
//! ```text
//! us_cities_states_counties.csv  Holtsville|NY|New York|SUFFOLK|Holtsville    ┐
//! kelvins_us_cities.csv          NY, Holtsville, Suffolk, 40.81, -73.04       ├─► Holtsville, NY, Suffolk County,
//! county_fips_master.csv         36103, Suffolk County, NY                    ┘   36103, 40.81, -73.04, city
//! ```
//!
//! A place in several counties has a row for each, and `names` says how many names the lists give it there. Other names of a place have kind `alias`. Connecticut's towns have a row
//! for the planning region that replaced their county in 2022, since delineations from 2023 know only those.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::cbsa::fips;
use super::connecticut::planning_regions;
use super::shape::{PLACES, Row};
use super::sheet::{Sheet, SheetRow, plain};
use super::source::Source;
use super::{Parsed, TaxonomyKind};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "places",
    title: "U.S. places with county and coordinates",
    attribution: "City and county lists as republished by their compilers (us_cities_states_counties CC0, \
                  US-Cities-Database MIT); county codes (FIPS) by the U.S. government, public domain.",
    load,
};

const CITIES: &str = "city stateshort county";
const LOCATED_CITIES: &str = "city statecode county latitude longitude";
const COUNTIES: &str = "countyname stateabbr fips";
const CBSA_CROSSWALK: &str = "countyname state fipscounty";

/// Endings of county names that lists write or leave out.
const COUNTY_ENDINGS: &[&str] = &[
    "cityandborough",
    "censusarea",
    "municipality",
    "municipio",
    "county",
    "parish",
    "borough",
    "city",
];

#[derive(Debug, Default)]
struct Counties {
    exact: BTreeMap<(String, String), (String, String)>,
    shortened: BTreeMap<(String, String), (String, String)>,
}

#[derive(Debug, Default)]
struct Place {
    name: String,
    state: String,
    county: Option<String>,
    county_fips: Option<String>,
    position: Option<(f64, f64)>,
    alias: bool,
    names: u32,
}

fn load(source: &Source) -> Result<Parsed> {
    let mut counties = Counties::default();
    let mut city_sheets = Vec::new();
    for file in &source.files {
        for sheet in Sheet::read(file, &[CITIES, LOCATED_CITIES, COUNTIES, CBSA_CROSSWALK])? {
            if sheet.has(CITIES) || sheet.has(LOCATED_CITIES) {
                city_sheets.push(sheet);
            } else {
                counties.add_sheet(&sheet);
            }
        }
    }
    let mut places = BTreeMap::new();
    for row in city_sheets.iter().flat_map(Sheet::rows) {
        add_places(&mut places, row, &counties);
    }
    add_planning_regions(&mut places)?;
    let places = without_unplaced_twins(places);
    let mut parsed = Parsed::new(
        "a list of cities with City, State short, County or STATE_CODE, CITY, COUNTY, LATITUDE, LONGITUDE",
    );
    let unknown = places
        .values()
        .filter(|p: &&Place| p.county_fips.is_none())
        .count();
    if unknown > 0 {
        parsed.absent.push(format!(
            "no county code for {unknown} places: county names that no county list here has"
        ));
    }
    parsed.table(&PLACES, places.into_values().map(place_row).collect(), "");
    Ok(parsed)
}

impl Counties {
    fn add_sheet(&mut self, sheet: &Sheet) {
        for row in sheet.rows() {
            let name = row.get("countyname");
            let state = row.get("stateabbr|state").filter(|state| state.len() == 2);
            let code = if sheet.has(COUNTIES) {
                row.get("fips")
            } else {
                row.get("fipscounty")
            };
            let code = code.and_then(|digits| fips(digits, 5));
            if let (Some(name), Some(state), Some(code)) = (name, state, code) {
                self.add(name, state, code, sheet.has(COUNTIES));
            }
        }
    }

    /// The names of the county list are better written than those of the crosswalk, which are capitals.
    fn add(&mut self, name: &str, state: &str, code: String, well_written: bool) {
        let key = (state.to_owned(), folded(name));
        let short = (state.to_owned(), without_ending(&folded(name)).to_owned());
        if well_written {
            let found = (code, name.to_owned());
            // "Richmond County" before "Richmond city" where a list says just "Richmond".
            if key.1.ends_with("county") {
                self.shortened.insert(short, found.clone());
            } else {
                self.shortened.entry(short).or_insert_with(|| found.clone());
            }
            self.exact.insert(key, found);
        } else {
            let found = (code, title_case(name));
            self.exact.entry(key).or_insert_with(|| found.clone());
            self.shortened.entry(short).or_insert(found);
        }
    }

    fn find(&self, state: &str, name: &str) -> Option<&(String, String)> {
        let folded = folded(name);
        let short = without_ending(&folded).to_owned();
        self.exact
            .get(&(state.to_owned(), folded.clone()))
            .or_else(|| self.shortened.get(&(state.to_owned(), folded)))
            .or_else(|| self.shortened.get(&(state.to_owned(), short)))
    }
}

/// State, folded name, and county: its code, else its folded name.
type PlaceKey = (String, String, String);

/// Drops a place whose list gave no county when another list gave one, and keeps what it knew.
fn without_unplaced_twins(mut places: BTreeMap<PlaceKey, Place>) -> BTreeMap<PlaceKey, Place> {
    let unplaced: Vec<PlaceKey> = places
        .keys()
        .filter(|(_, _, county)| county.is_empty())
        .cloned()
        .collect();
    for key in unplaced {
        let after = (key.0.clone(), key.1.clone(), "~".to_owned());
        let placed = places
            .range((Bound::Excluded(&key), Bound::Included(&after)))
            .next()
            .map(|(placed, _)| placed.clone());
        if let Some(placed) = placed {
            let position = places.remove(&key).and_then(|place| place.position);
            if let Some(place) = places.get_mut(&placed) {
                place.position = place.position.or(position);
            }
        }
    }
    places
}

fn add_places(
    places: &mut BTreeMap<PlaceKey, Place>,
    row: SheetRow<'_>,
    counties: &Counties,
) -> Option<()> {
    let city = row.get("city")?;
    let state = row.get("stateshort|statecode").filter(|s| s.len() == 2)?;
    let county = row.get("county");
    let position = row.number("latitude").zip(row.number("longitude"));
    let found = county.and_then(|county| counties.find(state, county));
    for name in std::iter::once(city).chain(row.get("cityalias").filter(|alias| *alias != city)) {
        let county_key = found.map_or_else(
            || folded(county.unwrap_or_default()),
            |(code, _)| code.clone(),
        );
        let key = (state.to_owned(), folded(name), county_key);
        let place = places.entry(key).or_insert_with(|| Place {
            name: name.to_owned(),
            state: state.to_owned(),
            county: found
                .map(|(_, name)| name.clone())
                .or_else(|| county.map(title_case)),
            county_fips: found.map(|(code, _)| code.clone()),
            alias: name != city,
            position: None,
            names: 0,
        });
        place.alias &= name != city;
        // One line of a list for each further name: a measure of how much of the town lies in the county.
        if name == city {
            place.names += 1;
            place.position = place.position.or(position);
        }
    }
    Some(())
}

fn add_planning_regions(places: &mut BTreeMap<PlaceKey, Place>) -> Result<()> {
    let regions = planning_regions()?;
    let towns: Vec<PlaceKey> = places
        .keys()
        .filter(|(state, ..)| state == "CT")
        .cloned()
        .collect();
    for key in towns {
        let (Some((fips, region)), Some(town)) = (regions.get(&key.1), places.get(&key)) else {
            continue;
        };
        let town = Place {
            name: town.name.clone(),
            state: town.state.clone(),
            county: Some(region.clone()),
            county_fips: Some(fips.clone()),
            position: None,
            alias: town.alias,
            names: town.names,
        };
        places.insert((key.0, key.1, fips.clone()), town);
    }
    Ok(())
}

fn place_row(place: Place) -> Row {
    vec![
        Some(place.name),
        Some(place.state),
        place.county,
        place.county_fips,
        place.position.map(|(latitude, _)| latitude.to_string()),
        place.position.map(|(_, longitude)| longitude.to_string()),
        Some(if place.alias { "alias" } else { "city" }.to_owned()),
        Some(place.names.to_string()),
    ]
}

/// A name as it is compared: no accents, `st` for `saint`, letters and digits only.
pub(super) fn folded(name: &str) -> String {
    let plain: String = plain(name).chars().map(unaccented).collect();
    match plain.strip_prefix("saint") {
        Some(rest) => format!("st{rest}"),
        None => plain,
    }
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

fn without_ending(name: &str) -> &str {
    COUNTY_ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending).filter(|rest| !rest.is_empty()))
        .unwrap_or(name)
}

/// `PRINCE GEORGES` as `Prince Georges`; a name with small letters stays.
pub(super) fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut start = true;
    name.chars()
        .map(|letter| {
            let cased = if start {
                letter
            } else {
                letter.to_lowercase().next().unwrap_or(letter)
            };
            start = !letter.is_alphanumeric() && letter != '\'';
            cased
        })
        .collect()
}
