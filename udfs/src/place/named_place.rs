//! One address as its town, state and country, each as written.
//!
//! ```text
//!  'Dam Neck, Virginia Beach, Virginia, United States'  ─► { Virginia Beach, Virginia, United States }
//!  'Yokosuka, None, Japan'                              ─► { Yokosuka, null, Japan }
//!  'Austin, TX 78701'                                   ─► { Austin, TX, null }
//! ```
//!
//! The parts are separated by commas and read from the right: a country, then a state, then the locality nearest to it (an
//! outer part such as a base or a district of the city is left out). "None" and its like are left out. Phrases such as
//! "Location Negotiable After Selection" name no place.

use crate::place::StateNames;
use crate::place::addresses::{addresses, is_county};
use crate::place::choices::split_state;
use crate::place::countries::is_country;
use crate::place::state_code::BUILT_IN;

/// Parts that stand for "not given".
const NOT_GIVEN: [&str; 8] = [
    "",
    "none",
    "null",
    "n/a",
    "na",
    "nan",
    "unknown",
    "not specified",
];

/// What a part that names no place has in it.
const NO_PLACE: [&str; 9] = [
    "anywhere in",
    "remote",
    "negotiable",
    "nationwide",
    "multiple locations",
    "various locations",
    "work from home",
    "telework",
    "worldwide",
];

/// One place of a posting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedPlace {
    /// The town.
    pub locality: Option<String>,
    /// The state, as written.
    pub region: Option<String>,
    /// The country, as written.
    pub country: Option<String>,
}

/// The places that one or more addresses name, by the built-in names of states: the function
/// `parse_locations` for programs.
pub fn parse_locations(text: &str) -> Vec<NamedPlace> {
    places(&BUILT_IN, text)
}

/// The places that a text names.
pub(super) fn places(states: &StateNames, text: &str) -> Vec<NamedPlace> {
    addresses(states, text)
        .iter()
        .filter_map(|one| place(states, one))
        .collect()
}

/// The place that one address names, if any.
fn place(states: &StateNames, text: &str) -> Option<NamedPlace> {
    let all: Vec<&str> = text
        .split(',')
        .map(|part| without_zip(states, part.trim()))
        .collect();
    let names_no_place = |part: &&str| {
        let part = part.to_lowercase();
        NO_PLACE.iter().any(|phrase| part.contains(phrase))
    };
    let vague = all.iter().any(names_no_place);
    let mut parts: Vec<&str> = all
        .into_iter()
        .filter_map(|part| match names_no_place(&part) {
            true => state_within(states, part),
            false => Some(part),
        })
        .collect();
    from_the_right(states, &mut parts);
    let place = read(states, parts);
    let named = place.locality.is_some() || place.region.is_some();
    (named || (place.country.is_some() && !vague)).then_some(place)
}

/// The state that a part names in spite of such a phrase: "Various locations in Ohio".
fn state_within<'a>(states: &StateNames, part: &'a str) -> Option<&'a str> {
    let (_, state) = part.rsplit_once(" in ")?;
    states.code(state).is_some().then_some(state)
}

/// The parts with the country last and the town first: some write "USA, TX, Houston" and "Tulsa, Oklahoma, Tulsa County".
fn from_the_right(states: &StateNames, parts: &mut Vec<&str>) {
    let names_state = |part: Option<&&str>| part.is_some_and(|part| states.code(part).is_some());
    let country_first = parts.len() > 1
        && parts.first().is_some_and(|first| is_country(first))
        && !names_state(parts.last())
        && !parts.last().is_some_and(|last| is_country(last));
    if country_first {
        parts.reverse();
        return;
    }
    let county_last = parts.last().is_some_and(|last| is_county(last));
    if parts.len() > 2 && county_last && names_state(parts.get(parts.len() - 2)) {
        parts.pop();
    }
    // "1 Main St, Tulsa OK 74103".
    if let Some((town, state)) = parts.last().and_then(|last| split_state(states, last)) {
        parts.pop();
        parts.extend([town, state]);
    }
}

/// The place of parts that are read from the right.
fn read(states: &StateNames, mut parts: Vec<&str>) -> NamedPlace {
    let mut place = NamedPlace::default();
    let given = |part: &&str| !NOT_GIVEN.contains(&part.to_lowercase().as_str());
    let third = parts.len() > 2 && parts.last().is_none_or(|last| states.code(last).is_none());
    if third && parts.last().is_none_or(|last| can_be_country(last)) {
        place.country = parts.pop().filter(given).map(str::to_owned);
    }
    parts.retain(given);
    if place.country.is_none() && parts.last().is_some_and(|last| is_country(last)) {
        place.country = parts.pop().map(str::to_owned);
    }
    // "Washington" alone is as likely the city, but "Virginia" alone is the state.
    let alone = parts.len() == 1;
    let is_state = parts.last().is_some_and(|last| states.code(last).is_some());
    if is_state || !alone {
        place.region = parts.pop().map(str::to_owned);
    }
    // A town says more than its county: "Phoenix, Maricopa County, Arizona".
    if parts.len() > 1 && parts.last().is_some_and(|last| is_county(last)) {
        parts.pop();
    }
    place.locality = parts.pop().map(str::to_owned);
    place
}

/// Whether a part is like a name: "or Boston" and "Suite 5" are no countries.
fn can_be_country(part: &str) -> bool {
    let number = part.chars().any(|c| c.is_ascii_digit());
    !number
        && (NOT_GIVEN.contains(&part.to_lowercase().as_str())
            || !part.starts_with(char::is_lowercase))
}

/// Whether a town and not a street can begin here: no number and no direction.
fn begins_name(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    text.split(' ').count() <= 3 && word.len() > 2 && word.chars().all(char::is_alphabetic)
}

/// The ZIP code beside a state is none of its name, nor before a town: "TX 78701", "78701-1234", "33602 Tampa".
fn without_zip<'a>(states: &StateNames, part: &'a str) -> &'a str {
    if let Some((zip, town)) = part.split_once(' ')
        && zip.len() == 5
        && zip.bytes().all(|byte| byte.is_ascii_digit())
        && begins_name(town)
    {
        return town;
    }
    let before = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let zip = &part[before.len()..];
    let state = before.trim_end();
    let is_zip =
        matches!(zip.len(), 5 | 10) && zip.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if is_zip && (state.is_empty() || states.code(state).is_some()) {
        state
    } else {
        part
    }
}
