//! An address that leaves a choice, as several.
//!
//! ```text
//!  'NY, NJ, CT'  'Texas or Oklahoma'             ─► NY · NJ · CT      Texas · Oklahoma
//!  'Hartford CT / Springfield MA'                ─► Hartford CT · Springfield MA
//!  'Seattle, WA, USA, Bellevue, WA, USA'         ─► Seattle, WA, USA · Bellevue, WA, USA
//!  'Dallas, Houston, and Austin, TX'             ─► Dallas, TX · Houston, TX · Austin, TX
//!  'Harrison & Bourbon Counties, KY'             ─► Harrison County, KY · Bourbon County, KY
//! ```

use super::StateNames;
use super::countries::is_country;
use super::names::without_end;
use super::well_known::well_known;

/// An address that leaves a choice as several.
pub(super) fn choices(states: &StateNames, text: &str) -> Vec<String> {
    if let Some(all) = only_states(states, without_topic(text)) {
        return all;
    }
    let last = text.rsplit(',').next().unwrap_or_default().trim_start();
    let cities = || parts(text).map(without_joint);
    if without_joint(last) != last && cities().all(is_known_city) {
        return cities().map(str::to_owned).collect();
    }
    for separator in [" / ", " or ", " and ", " & "] {
        let sides: Vec<&str> = text.split(separator).map(str::trim).collect();
        let with_state = sides.iter().all(|side| names_state(states, side));
        let is_known = |side: &&str| is_known_city(side) || states.code(side).is_some();
        if sides.len() > 1 && (with_state || sides.iter().all(is_known)) {
            return sides
                .iter()
                .flat_map(|side| sequence(states, side))
                .collect();
        }
    }
    sequence(states, text)
        .iter()
        .flat_map(|one| towns_of_one_state(states, one))
        .collect()
}

/// The last of a list without the word that joins it: "or Boston".
fn without_joint(part: &str) -> &str {
    let joints = ["or ", "and ", "& "].iter();
    joints
        .filter_map(|joint| part.strip_prefix(joint))
        .next()
        .unwrap_or(part)
}

fn is_known_city(text: &str) -> bool {
    well_known(text).is_some_and(|known| known.town.is_some())
}

/// What stands behind the topic: "Sales territory - Ohio & Michigan", "Travel: OH, KY".
fn without_topic(text: &str) -> &str {
    let behind = text.rsplit_once(':').or_else(|| text.rsplit_once(" - "));
    behind.map_or(text, |(_, rest)| rest.trim())
}

/// "NY, NJ, CT", "Texas or Oklahoma": states and nothing else. Of two with a comma between them the first may be a town:
/// "Nevada, MO", "New York, NY"; two codes are not, but for Los Angeles.
fn only_states(states: &StateNames, text: &str) -> Option<Vec<String>> {
    // Most addresses begin with a town, which settles it.
    let first = text.split([',', '/']).next().unwrap_or_default();
    let joined = [" or ", " and ", " & "]
        .iter()
        .any(|joint| first.contains(joint));
    if !joined && (first.len() == text.len() || states.code(first).is_none()) {
        return None;
    }
    let spaced = text
        .replace(" or ", "/")
        .replace(" and ", "/")
        .replace(" & ", "/");
    let names: Vec<&str> = spaced.split([',', '/']).map(str::trim).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let codes: Vec<&str> = names.iter().filter_map(|name| states.code(name)).collect();
    let commas = spaced.matches(',').count();
    let are_codes = names.iter().all(|name| is_code(name)) && names.first() != Some(&"LA");
    let listed = match (codes.len(), commas) {
        (0 | 1, _) => false,
        (2, 1) => are_codes,
        _ => true,
    };
    let distinct = codes
        .iter()
        .enumerate()
        .all(|(at, code)| !codes[..at].contains(code));
    let all = listed && distinct && codes.len() == names.len();
    all.then(|| names.into_iter().map(str::to_owned).collect())
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// "Seattle, WA, USA, Bellevue, WA, USA": an address ends behind its state and country.
fn sequence(states: &StateNames, text: &str) -> Vec<String> {
    let mut found: Vec<Vec<&str>> = vec![Vec::new()];
    for part in parts(text) {
        let current = found.last_mut();
        let ended = current
            .as_ref()
            .is_some_and(|address| address.len() > 1 && ends(states, address));
        match current {
            Some(address) if !ended || is_country(part) || is_number(part) => address.push(part),
            _ => found.push(vec![part]),
        }
    }
    let whole = |address: &Vec<&str>| {
        address.len() > 1
            && address
                .iter()
                .skip(1)
                .any(|part| ends_with_state(states, part))
    };
    match found.len() > 1 && found.iter().all(whole) {
        true => found.iter().map(|address| address.join(", ")).collect(),
        false => vec![text.to_owned()],
    }
}

/// Whether the last part is a state, or a country or ZIP code behind one.
fn ends(states: &StateNames, address: &[&str]) -> bool {
    let mut parts = address
        .iter()
        .rev()
        .filter(|part| !is_country(part) && !is_number(part));
    parts
        .next()
        .is_some_and(|part| ends_with_state(states, part))
}

fn is_number(part: &str) -> bool {
    !part.is_empty()
        && part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Names that a joining word is part of.
const ONE_NAME: [&str; 4] = [
    "Truth or Consequences",
    "King and Queen",
    "Lewis and Clark",
    "Lake of the",
];

/// "Harrison & Bourbon Counties, KY", "Omaha or Lincoln, Nebraska", "Orlando/Tampa FL", "Dallas, Houston, and Austin, TX": towns, then their state.
fn towns_of_one_state(states: &StateNames, text: &str) -> Vec<String> {
    let whole = || vec![text.to_owned()];
    let Some((towns, rest)) = towns_and_state(states, text) else {
        return whole();
    };
    let one = ONE_NAME.iter().any(|name| text.starts_with(name));
    let (towns, counties) = match without_end(towns, " counties") {
        Some(counties) => (listed(counties), " County"),
        None => (listed(towns), ""),
    };
    match towns.len() > 1 && !one && towns.iter().all(|town| is_name(town)) {
        true => towns
            .iter()
            .map(|town| format!("{town}{counties}, {rest}"))
            .collect(),
        false => whole(),
    }
}

/// What stands before the state, and the state with what follows it.
fn towns_and_state<'t>(states: &StateNames, text: &'t str) -> Option<(&'t str, &'t str)> {
    let comma = text.match_indices(',').find_map(|(at, _)| {
        let (towns, rest) = (text.get(..at)?, text.get(at + 1..)?.trim());
        let state = rest.split(',').next().unwrap_or_default().trim();
        let state = state.split_once(' ').map_or(
            state,
            |(first, zip)| {
                if is_number(zip) { first } else { state }
            },
        );
        states.code(state).is_some().then_some((towns, rest))
    });
    comma.or_else(|| split_state(states, text))
}

/// A part that ends with the code of a state, before and from it on: "Tulsa OK 74103".
pub(super) fn split_state<'t>(states: &StateNames, part: &'t str) -> Option<(&'t str, &'t str)> {
    let zip = part.rsplit_once(' ').filter(|(_, end)| is_number(end));
    let (town, code) = zip.map_or(part, |(before, _)| before).rsplit_once(' ')?;
    let is_state = is_code(code) && states.code(code).is_some() && states.code(part).is_none();
    (is_state && !town.trim().is_empty()).then(|| (town.trim(), code))
}

/// The towns of a list. With commas it is one only where a word joins the last: "Dallas, Houston, and Austin".
fn listed(towns: &str) -> Vec<&str> {
    if towns.contains(',') {
        let last = parts(towns).last().unwrap_or_default();
        return match without_joint(last) == last {
            true => vec![towns],
            false => parts(towns).map(without_joint).collect(),
        };
    }
    let separator = [" or ", "/", " and ", " AND ", " & "]
        .into_iter()
        .find(|separator| towns.contains(separator));
    match separator {
        Some(separator) => towns.split(separator).map(str::trim).collect(),
        None => vec![towns],
    }
}

/// Whether a text is like the name of a town: words that begin with a capital.
pub(super) fn is_name(text: &str) -> bool {
    text.len() > 2
        && text
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
}

/// The parts between commas.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

/// Whether a part is a state or ends with one: "Tulsa OK".
pub(super) fn names_state(states: &StateNames, text: &str) -> bool {
    parts(text).any(|part| ends_with_state(states, part))
}

fn ends_with_state(states: &StateNames, part: &str) -> bool {
    if states.code(part).is_some() {
        return true;
    }
    let end = part.rsplit(' ').next().unwrap_or(part);
    is_code(end) && end.len() < part.len() && states.code(end).is_some()
}
