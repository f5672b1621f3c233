//! Short and former names of towns, within their state.
//!
//! ```text
//!  'San Fran', CA ─► San Francisco      'LA', CA ─► Los Angeles      'Fort Liberty', NC ─► Fort Bragg      'LA', MD ─► none
//! ```
//!
//! Former names are those that army posts bore from 2023 to 2025, so that a post is one place in all years.

use super::names::compact;

/// In order: state, name as compared, town.
const NICKNAMES: &[(&str, &str, &str)] = &[
    ("AL", "ftnovosel", "Fort Rucker"),
    ("CA", "la", "Los Angeles"),
    ("CA", "sanfran", "San Francisco"),
    ("CA", "sd", "San Diego"),
    ("CA", "sf", "San Francisco"),
    ("CO", "cos", "Colorado Springs"),
    ("FL", "ftlaud", "Fort Lauderdale"),
    ("FL", "jax", "Jacksonville"),
    ("FL", "stpete", "Saint Petersburg"),
    ("GA", "atl", "Atlanta"),
    ("GA", "fteisenhower", "Fort Gordon"),
    ("GA", "ftmoore", "Fort Benning"),
    ("IN", "indy", "Indianapolis"),
    ("KS", "kc", "Kansas City"),
    ("LA", "ftjohnson", "Fort Polk"),
    ("LA", "nola", "New Orleans"),
    ("MO", "kc", "Kansas City"),
    ("NC", "ftliberty", "Fort Bragg"),
    ("NM", "abq", "Albuquerque"),
    ("NV", "vegas", "Las Vegas"),
    ("NY", "newyorkcity", "New York"),
    ("OH", "cincy", "Cincinnati"),
    ("OK", "okc", "Oklahoma City"),
    ("PA", "philly", "Philadelphia"),
    ("TX", "ftcavazos", "Fort Hood"),
    ("UT", "saltlake", "Salt Lake City"),
    ("UT", "slc", "Salt Lake City"),
    ("VA", "ftgreggadams", "Fort Lee"),
];

/// The town of a state that a name stands for.
pub(super) fn town_of_nickname(state_code: &str, name: &str) -> Option<&'static str> {
    // Most names begin like none of the state: they need no comparable form.
    let first = name.trim_start().chars().next()?.to_ascii_lowercase();
    let from = NICKNAMES.partition_point(|(state, ..)| *state < state_code);
    let of_state = NICKNAMES.iter().skip(from);
    let mut of_state = of_state.take_while(|(state, ..)| *state == state_code);
    if !of_state.any(|(_, known, _)| known.starts_with(first)) {
        return None;
    }
    let name = compact(name);
    let key = (state_code, name.as_str());
    let found = NICKNAMES.binary_search_by(|(state, known, _)| (*state, *known).cmp(&key));
    let (_, _, town) = NICKNAMES.get(found.ok()?)?;
    Some(*town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_is_one_in_its_state_only() {
        assert!(NICKNAMES.is_sorted());
        assert_eq!(town_of_nickname("CA", "L.A."), Some("Los Angeles"));
        assert_eq!(town_of_nickname("MD", "LA"), None);
        assert_eq!(town_of_nickname("NC", "Ft. Liberty"), Some("Fort Bragg"));
    }
}
