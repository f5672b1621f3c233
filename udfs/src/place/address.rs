//! Where in an address the town and the state stand.
//!
//! ```text
//!  'USA:OK:Owasso:12345 E 86th St N'            parts  USA · OK · Owasso · 12345 E 86th St N
//!                                               state  OK      town, nearest to it first: Owasso
//!  'Mercy | 4401 Wornall Rd | Kansas City | MO' parts  Mercy · 4401 Wornall Rd · Kansas City · MO
//! ```
//!
//! An address in fields is trusted: its locality may be misspelt. A text on one line is searched for a part that is a state,
//! from its end, and then for the part nearest to it that is a town of that state; the part beside it may be misspelt.

use crate::place::StateNames;
use crate::place::cities_abroad::country_of_city;
use crate::place::countries::{
    country_code, country_of_capitals, country_of_field, is_canadian, is_country,
};
use crate::place::gazetteer::{Found, Gazetteer};
use crate::place::names::without_area;
use crate::place::nicknames::town_of_nickname;
use crate::place::well_known::{CONFIDENCE, well_known};
use crate::place::within::{codes, town_words};

/// The country of a place in one of its states.
const UNITED_STATES: &str = "US";

/// The country of its provinces.
const CANADA: &str = "CA";

/// Confidence in a town that stands among other words.
const AMONG_WORDS: f32 = 0.7;

/// What separates the parts of an address on one line.
const SEPARATORS: [char; 9] = [',', '|', ':', ';', '/', '\n', '•', '·', '>'];

/// A location as a posting gives it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Address<'a> {
    pub(crate) locality: Option<&'a str>,
    pub(crate) region: Option<&'a str>,
    pub(crate) country: Option<&'a str>,
}

/// What is known of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Place<'a> {
    pub(crate) town: Option<Found<'a>>,
    pub(crate) state_code: Option<&'a str>,
    pub(crate) region: Option<&'a str>,
    pub(crate) division: Option<&'a str>,
    pub(crate) country: Option<&'a str>,
}

/// The names of states and towns together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Atlas<'a> {
    pub(crate) states: &'a StateNames,
    pub(crate) gazetteer: &'a Gazetteer,
}

impl<'a> Atlas<'a> {
    /// The place of an address, if it names one.
    pub(crate) fn place(&self, address: Address<'a>) -> Option<Place<'a>> {
        let given = |text: Option<&'a str>| text.map(str::trim).filter(|text| !text.is_empty());
        let (locality, region) = (given(address.locality), given(address.region));
        let country = given(address.country);
        let region = region.map(|region| self.first_state(region));
        if let Some(state) = region.and_then(|region| self.states.code(region)) {
            let named = locality.and_then(|town| self.find_exactly(state, town));
            let abroad = || locality.and_then(|city| abroad_after_all(city, state));
            if named.is_none()
                && let Some(country) = abroad()
            {
                return Some(Place::in_country(country));
            }
            let town = named
                .or_else(|| locality.and_then(|locality| self.town_in_fields(state, locality)))
                .or_else(|| self.only_town(state));
            return Some(self.in_state(state, town));
        }
        if country.is_some_and(|country| !is_united_states(country)) {
            return country.map(abroad);
        }
        let line = match (locality, region) {
            (Some(line), None) | (None, Some(line)) => self.place_on_line(line),
            // "IN", "Hammond": what stands in the fields may be the other way round.
            (Some(locality), Some(region)) => {
                self.place_among(&[parts(locality), parts(region)].concat())
            }
            (None, None) => None,
        };
        line.or_else(|| country.map(|_| Place::in_country(UNITED_STATES)))
    }

    /// Of "MO-IL" and "MO/KS" the first, which names the city that the area is called after.
    fn first_state<'r>(&self, region: &'r str) -> &'r str {
        let Some((first, rest)) = region.split_once(['-', '/']) else {
            return region;
        };
        let is_state = |part: &str| self.states.code(part).is_some();
        let are_states = is_state(first) && rest.split(['-', '/']).all(is_state);
        if are_states { first } else { region }
    }

    /// The town of a locality that is not the name of one: it may repeat the state, or hold the whole address.
    fn town_in_fields(&self, state: &str, locality: &'a str) -> Option<Found<'a>> {
        self.nearest_town(state, &parts(locality), None)
            .or_else(|| self.gazetteer.find(state, locality))
            .or_else(|| self.town_within(state, locality))
    }

    /// The town of exactly this name or nickname.
    fn find_exactly(&self, state: &str, name: &str) -> Option<Found<'a>> {
        let nickname = town_of_nickname(state, name);
        let town = nickname.and_then(|town| self.gazetteer.find_exactly(state, town));
        town.or_else(|| self.gazetteer.find_exactly(state, name))
    }

    /// The town that some of the words are, where others stand beside it.
    fn town_within(&self, state: &str, words: &str) -> Option<Found<'a>> {
        let found = town_words(words).find_map(|town| self.find_exactly(state, town));
        found.map(|found| at_most(found, AMONG_WORDS))
    }

    /// The District of Columbia is one city and one county.
    fn only_town(&self, state: &str) -> Option<Found<'a>> {
        (state == "DC")
            .then(|| self.gazetteer.find_exactly(state, "Washington"))
            .flatten()
    }

    fn in_state(&self, state: &'a str, town: Option<Found<'a>>) -> Place<'a> {
        let (region, division) = self.gazetteer.region(state);
        Place {
            town,
            state_code: Some(state),
            region,
            division,
            country: Some(UNITED_STATES),
        }
    }

    fn place_on_line(&self, line: &'a str) -> Option<Place<'a>> {
        // As likely the city as the state.
        if line.eq_ignore_ascii_case("washington") {
            return None;
        }
        self.place_among(&parts(line))
            .or_else(|| self.place_among(&alternatives(line)))
            .or_else(|| self.place_among(&hyphenated_parts(line)))
            .or_else(|| self.well_known_among(&parts(line)))
            .or_else(|| {
                let city = parts(line).into_iter().rev();
                city.filter_map(country_of_city)
                    .next()
                    .map(Place::in_country)
            })
    }

    /// A city that everybody knows the state of.
    fn well_known_among(&self, parts: &[&'a str]) -> Option<Place<'a>> {
        let known = parts.iter().rev().find_map(|part| well_known(part))?;
        let Some(state) = known.state else {
            return Some(Place::in_country(UNITED_STATES));
        };
        let town = known
            .town
            .and_then(|town| self.gazetteer.find_exactly(state, town));
        Some(self.in_state(state, town.map(|found| at_most(found, CONFIDENCE))))
    }

    fn place_among(&self, parts: &[&'a str]) -> Option<Place<'a>> {
        let found = parts.iter().enumerate().rev().find_map(|(at, part)| {
            let (before, state) = self.state_at_end(part)?;
            Some((at, before, state))
        });
        if let Some((at, before, state)) = found {
            return Some(self.in_state(state, self.town_beside(state, before, parts, at)));
        }
        let beside = parts.iter().rev().find_map(|part| {
            self.town_and_code(part)
                .or_else(|| self.town_and_small_code(part))
        });
        if let Some((state, town)) = beside {
            return Some(self.in_state(state, Some(town)));
        }
        if parts.iter().rev().any(|part| is_canadian(part)) {
            return Some(Place::in_country(CANADA));
        }
        if let Some(country) = country_at_end(parts) {
            return Some(Place::in_country(country));
        }
        let country = parts.iter().rev().find(|part| is_country(part))?;
        Some(if is_united_states(country) {
            Place::in_country(UNITED_STATES)
        } else {
            abroad(country)
        })
    }

    /// The town of a state that stands at part `at`: what stands before it in its part, or another part.
    fn town_beside(
        &self,
        state: &str,
        before: Option<&'a str>,
        parts: &[&'a str],
        at: usize,
    ) -> Option<Found<'a>> {
        let before = before.filter(|words| !is_direction(words));
        let own = before.and_then(|town| {
            self.find_exactly(state, town)
                .or_else(|| self.gazetteer.find(state, town))
        });
        own.or_else(|| self.nearest_town(state, parts, Some(at)))
            .or_else(|| before.and_then(|words| self.town_within(state, words)))
            .or_else(|| self.only_town(state))
    }

    /// A state's code among other words, where a town of the state stands beside it: "Smyrna TN 2nd shift", "TN Nashville".
    fn town_and_code(&self, part: &'a str) -> Option<(&'a str, Found<'a>)> {
        codes(part).find_map(|(before, code, after)| {
            let state = self.states.code(code)?;
            let behind = || {
                let alone = (before.is_empty() || is_united_states(before)) && !after.is_empty();
                alone.then(|| self.find_exactly(state, after)).flatten()
            };
            let town = self
                .find_exactly(state, before)
                .or_else(|| self.town_within(state, before));
            Some((state, at_most(town.or_else(behind)?, AMONG_WORDS)))
        })
    }

    /// "austin tx": a code in small letters is one behind a town of its state.
    fn town_and_small_code(&self, part: &'a str) -> Option<(&'a str, Found<'a>)> {
        let (town, code) = part.rsplit_once(' ')?;
        let state = (code.len() == 2)
            .then(|| self.states.code(code))
            .flatten()?;
        let town = self.find_exactly(state, town)?;
        Some((state, at_most(town, AMONG_WORDS)))
    }

    /// The state that a part is or ends with, and what of the part stands before it: "Tulsa OK 74103".
    fn state_at_end(&self, part: &'a str) -> Option<(Option<&'a str>, &'a str)> {
        let mut whole = [Some(part), without_area(part)].into_iter().flatten();
        if let Some(state) = whole.find_map(|name| self.states.code(name)) {
            return Some((None, state));
        }
        let mut ends = part.char_indices().filter(|(_, c)| *c == ' ');
        ends.find_map(|(space, _)| {
            let (before, end) = (part.get(..space)?, part.get(space + 1..)?);
            let state = self.states.code(end)?;
            // "or", "in", "me": two letters are a state's code when they are capitals.
            let word = end.split(' ').next()?;
            let is_code = word.len() > 2 || word.chars().all(|c| c.is_ascii_uppercase());
            is_code.then_some((Some(before), state))
        })
    }

    /// The town among the parts of an address, those nearest to the state first; the one before it may be misspelt.
    fn nearest_town(&self, state: &str, parts: &[&'a str], at: Option<usize>) -> Option<Found<'a>> {
        let from = at.unwrap_or(parts.len());
        let before = parts.get(..from)?.iter().rev();
        let after = parts.get(from + 1..).unwrap_or_default().iter();
        let near = before.chain(after);
        let found: Vec<Found<'a>> = near
            .filter_map(|part| self.find_exactly(state, part))
            .collect();
        // "Phoenix, Maricopa County, Arizona": the town says more than its county.
        let town = found.iter().find(|found| found.place_name.is_some());
        let exact = town.or(found.first()).copied();
        exact.or_else(|| {
            let beside = from.checked_sub(1)?;
            self.gazetteer.find(state, parts.get(beside)?)
        })
    }
}

impl<'a> Place<'a> {
    fn in_country(country: &'a str) -> Self {
        Place {
            country: Some(country),
            ..Place::default()
        }
    }
}

/// The country of "Hyderabad, IN" and "Tbilisi, Georgia": a city abroad with what only looks like a state.
fn abroad_after_all(city: &str, state: &str) -> Option<&'static str> {
    let country = country_of_city(city)?;
    let is_code = country == state || (country == "GE" && state == "GA");
    is_code.then_some(country)
}

/// "Central PA" is no town of that name.
fn is_direction(words: &str) -> bool {
    const DIRECTIONS: [&str; 13] = [
        "central",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ];
    DIRECTIONS.iter().any(|one| words.eq_ignore_ascii_case(one))
}

/// What is found, with no more confidence than this.
fn at_most(found: Found<'_>, confidence: f32) -> Found<'_> {
    let confidence = found.confidence.min(confidence);
    Found {
        confidence,
        ..found
    }
}

/// The country whose code in capitals is last: "Tokyo, JP", "CAN", "Northeast US".
fn country_at_end(parts: &[&str]) -> Option<&'static str> {
    let (last, before) = parts.split_last()?;
    // Two letters alone are too little to tell.
    let can_be_code = !before.is_empty() || last.len() == 3;
    let code = can_be_code.then(|| country_of_capitals(last)).flatten();
    // "Northeast US".
    let end = last.rsplit_once(' ').map(|(_, end)| end);
    let is_us = || end.filter(|end| matches!(*end, "US" | "USA" | "U.S."));
    code.or_else(|| is_us().map(|_| UNITED_STATES))
}

/// A country that is not known stays as it is written.
fn abroad(country: &str) -> Place<'_> {
    Place::in_country(country_of_field(country).unwrap_or(country))
}

fn is_united_states(country: &str) -> bool {
    country_code(country) == Some(UNITED_STATES)
}

/// The parts of an address on one line, without notes in brackets.
fn parts(line: &str) -> Vec<&str> {
    line.split(SEPARATORS)
        .flat_map(|part| part.split(" - "))
        .map(|part| part.split(['(', '[']).next().unwrap_or(part).trim())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The parts of an address that leaves a choice: "Austin, TX or Remote".
fn alternatives(line: &str) -> Vec<&str> {
    let parts = parts(line).into_iter();
    parts
        .flat_map(|part| part.split(" or "))
        .map(str::trim)
        .collect()
}

/// The parts of a code such as `US-AZ-Phoenix`. Words of two small letters are left out: "drop-in" is not in Indiana.
fn hyphenated_parts(line: &str) -> Vec<&str> {
    let is_word = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_lowercase());
    let parts = line.split('-').map(str::trim);
    parts
        .filter(|part| !part.is_empty() && !is_word(part))
        .collect()
}
