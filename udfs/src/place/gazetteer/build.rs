//! From the rows of three taxonomies to the gazetteer.
//!
//! ```text
//!  Orlando, FL: 12095 Orange (23 names), 12009 Brevard (3 names) ─► 12095; the two lie in different areas, so confidence is 0.8
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Area, County, Gazetteer, State, Town};
use crate::place::names::{compact, county_name};

/// Confidence in a town whose counties lie in different areas.
const SEVERAL_AREAS: f32 = 0.8;
/// Confidence in another name of a town: a part of it, or what its post office accepts.
const ALIAS: f32 = 0.9;

/// A row of the places taxonomy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceRow {
    /// The town: `Saint Louis`.
    pub name: String,
    /// Its state: `MO`.
    pub state_code: String,
    /// Its county, if known: `29510`.
    pub county_fips: Option<String>,
    /// The county's name.
    pub county_name: Option<String>,
    /// Whether a list with coordinates names this county for the town: the one it mainly lies in.
    pub is_located: bool,
    /// How many names the lists give the town in this county: the more, the more of it lies there.
    pub names: u32,
    /// Whether this is another name of a town.
    pub is_alias: bool,
}

/// A row of the delineation: a county and the area it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    /// The county: `29510`.
    pub county_fips: String,
    /// The county's name.
    pub county_name: Option<String>,
    /// The county's state.
    pub state_code: Option<String>,
    /// The area: `41180`.
    pub cbsa_code: String,
    /// Its name: `St. Louis, MO-IL`.
    pub cbsa_name: String,
}

/// A row of the states taxonomy, as far as it says where a state lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionRow {
    /// The state: `MO`.
    pub state_code: String,
    /// Its Census region: `Midwest`.
    pub region: Option<String>,
    /// Its Census division: `West North Central`.
    pub division: Option<String>,
}

impl Gazetteer {
    /// The gazetteer of these rows.
    pub fn build(places: &[PlaceRow], areas: &[AreaRow], regions: &[RegionRow]) -> Self {
        let mut states: BTreeMap<String, State> = BTreeMap::new();
        for row in regions {
            let state = states.entry(row.state_code.clone()).or_default();
            state.region.clone_from(&row.region);
            state.division.clone_from(&row.division);
        }
        let (counties, numbers) = counties(places, areas, &mut states);
        for ((state_code, key), rows) in by_name(places) {
            if let Some(town) = town(&rows, &counties, &numbers) {
                let state = states.entry(state_code.to_owned()).or_default();
                state.towns.insert(key, town);
            }
        }
        Gazetteer { counties, states }
    }
}

type Numbers<'a> = HashMap<&'a str, usize>;

/// The counties that the rows name, and each one's number by its code.
fn counties<'a>(
    places: &'a [PlaceRow],
    areas: &'a [AreaRow],
    states: &mut BTreeMap<String, State>,
) -> (Vec<County>, Numbers<'a>) {
    let mut counties: Vec<County> = Vec::new();
    let mut numbers = Numbers::new();
    let mut add = |fips: &'a str, name: &Option<String>, state: Option<&str>, cbsa| {
        if numbers.contains_key(fips) {
            return;
        }
        numbers.insert(fips, counties.len());
        if let (Some(name), Some(state)) = (name, state) {
            let state = states.entry(state.to_owned()).or_default();
            let key = county_name(name).unwrap_or_else(|| compact(name));
            state.counties.entry(key).or_insert(counties.len());
        }
        counties.push(County {
            fips: fips.to_owned(),
            name: name.clone(),
            cbsa,
        });
    };
    for row in areas {
        let area = Area {
            code: row.cbsa_code.clone(),
            name: row.cbsa_name.clone(),
        };
        let state = row.state_code.as_deref();
        add(&row.county_fips, &row.county_name, state, Some(area));
    }
    for row in places {
        if let Some(fips) = &row.county_fips {
            add(fips, &row.county_name, Some(&row.state_code), None);
        }
    }
    (counties, numbers)
}

fn by_name(places: &[PlaceRow]) -> BTreeMap<(&str, String), Vec<&PlaceRow>> {
    let mut by_name: BTreeMap<(&str, String), Vec<&PlaceRow>> = BTreeMap::new();
    for row in places {
        let key = (row.state_code.as_str(), compact(&row.name));
        if !key.1.is_empty() {
            by_name.entry(key).or_default().push(row);
        }
    }
    by_name
}

/// The town that rows of one name and state describe.
fn town(rows: &[&PlaceRow], counties: &[County], numbers: &Numbers<'_>) -> Option<Town> {
    let proper = rows.iter().any(|row| !row.is_alias);
    let rows = rows.iter().copied().filter(|row| row.is_alias != proper);
    let candidates: Vec<Candidate<'_>> = rows
        .map(|row| Candidate::new(row, counties, numbers))
        .collect();
    let best = candidates
        .iter()
        .min_by_key(|candidate| candidate.order())?;
    let areas: BTreeSet<Option<&Area>> = candidates
        .iter()
        .filter(|candidate| candidate.county.is_some() && !is_replaced(candidate.fips))
        .map(|candidate| candidate.area)
        .collect();
    let several = if areas.len() > 1 { SEVERAL_AREAS } else { 1.0 };
    Some(Town {
        name: best.row.name.clone(),
        county: best.county,
        confidence: several * if proper { 1.0 } else { ALIAS },
    })
}

/// One of the counties that a town may lie in.
struct Candidate<'a> {
    row: &'a PlaceRow,
    fips: &'a str,
    county: Option<usize>,
    area: Option<&'a Area>,
}

impl<'a> Candidate<'a> {
    fn new(row: &'a PlaceRow, counties: &'a [County], numbers: &Numbers<'_>) -> Self {
        let fips = row.county_fips.as_deref().unwrap_or_default();
        let county = numbers.get(fips).copied();
        let area = county.and_then(|number| counties.get(number)?.cbsa.as_ref());
        Candidate {
            row,
            fips,
            county,
            area,
        }
    }

    /// Whether the county is the town itself, as Richmond city (51760) is, and no county around it.
    fn is_independent_city(&self) -> bool {
        let is_city = self.fips.get(2..).is_some_and(|county| county >= "500");
        let name = self.row.county_name.as_deref().unwrap_or_default();
        let town = compact(&self.row.name);
        is_city && compact(name).strip_suffix("city").unwrap_or_default() == town
    }

    /// The likeliest county first.
    fn order(&self) -> impl Ord + 'a {
        (
            // A delineation knows either Connecticut's counties or its planning regions.
            self.fips.starts_with(CONNECTICUT) && self.area.is_none(),
            is_replaced(self.fips),
            !self.is_independent_city(),
            !self.row.is_located,
            std::cmp::Reverse(self.row.names),
            self.area.is_none(),
            self.fips,
            self.row.name.as_str(),
        )
    }
}

const CONNECTICUT: &str = "09";

/// Connecticut's eight counties (09001 to 09015), which its planning regions (09110 to 09190) replaced in
/// 2022 (87 FR 34235). Lists of places still name them; which of the two a delineation knows depends on its year.
fn is_replaced(county_fips: &str) -> bool {
    county_fips.starts_with(CONNECTICUT) && county_fips < "09100"
}
