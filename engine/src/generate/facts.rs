//! What postings are about: occupations by popularity, cities by population. Read once from the embedded lists.
//!
//! ```text
//! 29-1141|health|Registered Nurse;RN|H 29 47|skills|knowledge|tools|duties
//! Tulsa|OK|Oklahoma|413
//! ```

use super::dice::running_totals;

const OCCUPATIONS: &str = include_str!("occupations.txt");
const CITIES: &str = include_str!("cities.txt");

/// An occupation and what its postings say.
#[derive(Debug)]
pub(super) struct Occupation {
    pub(super) soc_code: &'static str,
    pub(super) business: &'static str,
    pub(super) titles: Vec<&'static str>,
    pub(super) pay: Pay,
    pub(super) skills: Vec<&'static str>,
    pub(super) knowledge: Vec<&'static str>,
    pub(super) tools: Vec<&'static str>,
    pub(super) duties: Vec<&'static str>,
}

/// What an occupation pays, in dollars.
#[derive(Debug)]
pub(super) struct Pay {
    pub(super) hourly: bool,
    pub(super) low: u32,
    pub(super) high: u32,
}

/// A city.
#[derive(Debug)]
pub(super) struct City {
    pub(super) name: &'static str,
    pub(super) state_code: &'static str,
    pub(super) state_name: &'static str,
    population: u32,
}

/// Everything to choose from, with running totals of weights.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) occupations: Vec<Occupation>,
    pub(super) occupation_totals: Vec<u32>,
    pub(super) cities: Vec<City>,
    pub(super) city_totals: Vec<u32>,
}

impl Facts {
    /// Reads the embedded lists.
    pub(super) fn read() -> Self {
        let occupations: Vec<Occupation> = OCCUPATIONS.lines().filter_map(occupation).collect();
        let cities: Vec<City> = CITIES.lines().filter_map(city).collect();
        // Zipf: the nth occupation is as frequent as 1/n, softened so that the last ones appear at all.
        let ranks = 0..u32::try_from(occupations.len()).unwrap_or(0);
        Self {
            occupation_totals: running_totals(ranks.map(|rank| 1_000_000 / (rank + 3))),
            city_totals: running_totals(cities.iter().map(|city| city.population)),
            occupations,
            cities,
        }
    }
}

fn occupation(line: &'static str) -> Option<Occupation> {
    let mut parts = line.split('|');
    let list = |parts: &mut std::str::Split<'static, char>| -> Option<Vec<&'static str>> {
        Some(parts.next()?.split(';').collect())
    };
    Some(Occupation {
        soc_code: parts.next()?,
        business: parts.next()?,
        titles: list(&mut parts)?,
        pay: pay(parts.next()?)?,
        skills: list(&mut parts)?,
        knowledge: list(&mut parts)?,
        tools: list(&mut parts)?,
        duties: list(&mut parts)?,
    })
}

fn pay(text: &str) -> Option<Pay> {
    let mut words = text.split(' ');
    Some(Pay {
        hourly: words.next()? == "H",
        low: words.next()?.parse().ok()?,
        high: words.next()?.parse().ok()?,
    })
}

fn city(line: &'static str) -> Option<City> {
    let mut parts = line.split('|');
    Some(City {
        name: parts.next()?,
        state_code: parts.next()?,
        state_name: parts.next()?,
        population: parts.next()?.parse().ok()?,
    })
}
