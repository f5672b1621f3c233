//! The addresses of a location's text, each on a line of its own and without remarks.
//!
//! ```text
//!  'Waco, Texas; Bend, Oregon (+7 more)'     ─► Waco, Texas · Bend, Oregon
//!  'Mercy | 4401 Wornall Rd | Tulsa | OK'    ─► Mercy, 4401 Wornall Rd, Tulsa, OK
//!  'Seattle, WA, USA, Bellevue, WA, USA'     ─► Seattle, WA, USA · Bellevue, WA, USA
//!  'Hartford CT / Springfield MA'            ─► Hartford CT · Springfield MA
//!  'Omaha or Lincoln, Nebraska'              ─► Omaha, Nebraska · Lincoln, Nebraska
//!  'NY, NJ, CT'  'OR or WA'                  ─► NY · NJ · CT      OR · WA
//!  'City: Macon State: GA Zip: 31201'        ─► Macon, GA, 31201
//!  'Hybrid (Boston, MA)'  'Denver, CO (Remote)'  ─► Boston, MA · Denver, CO
//! ```

use super::StateNames;
use super::countries::is_country;
use super::work_mode::without_work_mode;

/// The addresses of a text.
pub(super) fn addresses(states: &StateNames, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.split([';', '\n']) {
        for one in columns(states, &without_labels(line)) {
            let plain = without_remarks(states, &one);
            found.extend(choices(states, &plain));
        }
    }
    found.retain(|address| !address.is_empty());
    found
}

/// Labels of the fields of an address.
const LABELS: [&str; 10] = [
    "locations",
    "location",
    "address",
    "city",
    "town",
    "county",
    "state",
    "province",
    "country",
    "zip",
];

/// The fields of a line that labels them: "City: Macon State: GA".
fn without_labels(line: &str) -> String {
    let mut fields: Vec<&str> = line.split(':').collect();
    let last = fields.pop().unwrap_or_default();
    if fields.is_empty() {
        return line.to_owned();
    }
    let mut plain = String::with_capacity(line.len());
    for field in fields {
        match without_label(field) {
            Some(value) if value.is_empty() => {}
            Some(value) => plain.extend([value, ", "]),
            None => plain.extend([field, ":"]),
        }
    }
    plain.push_str(last);
    plain.trim().to_owned()
}

/// What stands before the label that the text ends with, if it ends with one.
fn without_label(text: &str) -> Option<&str> {
    let text = text.trim();
    let before = LABELS.iter().find_map(|label| {
        let (before, end) = text.split_at_checked(text.len().checked_sub(label.len())?)?;
        let is_word = before.is_empty() || before.ends_with(' ');
        (is_word && end.eq_ignore_ascii_case(label)).then_some(before)
    })?;
    let before = before.trim_end();
    // "Job location:", "Work location:".
    let kind = ["job", "work", "primary"];
    let is_kind = kind.iter().any(|kind| before.eq_ignore_ascii_case(kind));
    Some(if is_kind { "" } else { before.trim_matches([',', ' ']) })
}

/// Bars separate addresses, or, where a state stands alone between two, the parts of one.
fn columns(states: &StateNames, line: &str) -> Vec<String> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let is_one = parts.len() > 2 && parts.iter().any(|part| states.code(part).is_some());
    match is_one {
        true => vec![parts.join(", ")],
        false => parts.iter().map(|part| (*part).to_owned()).collect(),
    }
}

/// Without brackets, and without what says how one works. What stands in brackets counts where nothing stands before
/// them: "Hybrid (Boston, MA)", and a state alone: "North Slope (AK)".
fn without_remarks(states: &StateNames, text: &str) -> String {
    let (outside, inside) = brackets(text);
    let outside = without_work_mode(&outside).to_owned();
    let inside = inside.as_deref().map(without_work_mode).unwrap_or_default();
    if outside.is_empty() || (!names_state(states, &outside) && has_town_and_state(states, inside))
    {
        return inside.to_owned();
    }
    // "King County, WA (Renton)": the town says more than its county.
    let county = parts(&outside).next().is_some_and(is_county);
    if county && is_name(inside) && !names_state(states, inside) {
        return format!("{inside}, {outside}");
    }
    match !names_state(states, &outside) && states.code(inside).is_some() {
        true => format!("{outside}, {inside}"),
        false => outside,
    }
}

/// Whether a part names a county as one.
pub(super) fn is_county(part: &str) -> bool {
    part.rsplit_once(' ')
        .is_some_and(|(_, end)| end.eq_ignore_ascii_case("county") || end.eq_ignore_ascii_case("parish"))
}

/// The text without its brackets, and what stands in the first.
fn brackets(text: &str) -> (String, Option<String>) {
    let Some(open) = text.find(['(', '[']) else {
        return (text.to_owned(), None);
    };
    let (before, rest) = text.split_at(open);
    let close = rest.find([')', ']']).unwrap_or(rest.len());
    let inside = rest.get(1..close).unwrap_or_default();
    let after = rest.get(close + 1..).unwrap_or_default();
    let (after, _) = brackets(after);
    (
        format!("{} {}", before.trim_end(), after.trim_start())
            .trim()
            .to_owned(),
        Some(inside.to_owned()),
    )
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

/// Whether a part is a state or ends with one: "Tulsa OK".
fn names_state(states: &StateNames, text: &str) -> bool {
    parts(text).any(|part| ends_with_state(states, part))
}

fn ends_with_state(states: &StateNames, part: &str) -> bool {
    if states.code(part).is_some() {
        return true;
    }
    let end = part.rsplit(' ').next().unwrap_or(part);
    is_code(end) && end.len() < part.len() && states.code(end).is_some()
}

fn has_town_and_state(states: &StateNames, text: &str) -> bool {
    let parts: Vec<&str> = parts(text).collect();
    parts.len() > 1 && parts.iter().skip(1).any(|part| states.code(part).is_some())
}

/// An address that leaves a choice as several.
fn choices(states: &StateNames, text: &str) -> Vec<String> {
    if let Some(all) = only_states(states, text) {
        return all;
    }
    for separator in [" / ", " or ", " and ", " & "] {
        let sides: Vec<&str> = text.split(separator).map(str::trim).collect();
        if sides.len() > 1 && sides.iter().all(|side| names_state(states, side)) {
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

/// "NY, NJ, CT", "Texas or Oklahoma": states and nothing else. Of two with a comma between them the first may be a town:
/// "Nevada, MO", "New York, NY"; two codes are not, but for Los Angeles.
fn only_states(states: &StateNames, text: &str) -> Option<Vec<String>> {
    let spaced = text.replace(" or ", "/").replace(" and ", "/").replace(" & ", "/");
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
    let distinct = codes.iter().enumerate().all(|(at, code)| !codes[..at].contains(code));
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

/// "Omaha or Lincoln, Nebraska": two towns, then their state.
fn towns_of_one_state(states: &StateNames, text: &str) -> Vec<String> {
    let whole = || vec![text.to_owned()];
    let Some((towns, rest)) = text.split_once(',') else {
        return whole();
    };
    let state = rest.split(',').next().unwrap_or_default().trim();
    if states.code(state).is_none() {
        return whole();
    }
    for separator in [" or ", "/", " and ", " & "] {
        let towns: Vec<&str> = towns.split(separator).map(str::trim).collect();
        let one = ONE_NAME.iter().any(|name| text.starts_with(name));
        if towns.len() > 1 && !one && towns.iter().all(|town| is_name(town)) {
            return towns.iter().map(|town| format!("{town},{rest}")).collect();
        }
    }
    whole()
}

/// Whether a text is like the name of a town: words that begin with a capital.
fn is_name(text: &str) -> bool {
    text.len() > 2
        && text
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::state_code::BUILT_IN;
    use super::*;

    #[test]
    fn texts_fall_into_addresses() {
        for (text, expected) in [
            (
                "Waco, Texas; Bend, Oregon (+7 more)",
                "Waco, Texas · Bend, Oregon",
            ),
            ("Austin, TX | Dallas, TX", "Austin, TX · Dallas, TX"),
            (
                "Mercy | 4401 Wornall Rd | Tulsa | OK",
                "Mercy, 4401 Wornall Rd, Tulsa, OK",
            ),
            (
                "Seattle, WA, USA, Bellevue, WA, USA",
                "Seattle, WA, USA · Bellevue, WA, USA",
            ),
            ("Peoria, IL, Peoria, AZ", "Peoria, IL · Peoria, AZ"),
            (
                "Kansas City, Missouri, Jackson County",
                "Kansas City, Missouri, Jackson County",
            ),
            (
                "New York, New York, United States",
                "New York, New York, United States",
            ),
            (
                "Hartford CT / Springfield MA",
                "Hartford CT · Springfield MA",
            ),
            (
                "Omaha or Lincoln, Nebraska",
                "Omaha, Nebraska · Lincoln, Nebraska",
            ),
            (
                "Wilkes-Barre/Scranton, PA",
                "Wilkes-Barre, PA · Scranton, PA",
            ),
            ("Hybrid (Boston, Massachusetts)", "Boston, Massachusetts"),
            ("Denver, CO (Remote)", "Denver, CO"),
            ("Cambridge, MA (Kendall Square)", "Cambridge, MA"),
            (
                "Prudhoe Bay, North Slope (AK)",
                "Prudhoe Bay, North Slope, AK",
            ),
            (
                "Ruidoso Municipal School District (Ruidoso, NM)",
                "Ruidoso, NM",
            ),
            ("NY, NJ, CT (remote)", "NY · NJ · CT"),
            ("Remote (AZ, NV, UT)", "AZ · NV · UT"),
            ("OR or WA", "OR · WA"),
            ("New York, NY", "New York, NY"),
            ("Nevada, Missouri", "Nevada, Missouri"),
            ("LA, CA", "LA, CA"),
            ("TX, OK", "TX · OK"),
            ("Dallas and Houston, Texas", "Dallas, Texas · Houston, Texas"),
            ("Truth or Consequences, NM", "Truth or Consequences, NM"),
            ("City: Macon State: GA Zip: 31201", "Macon, GA, 31201"),
            ("Job Location: Omaha, NE", "Omaha, NE"),
            ("USA:OK:Owasso", "USA:OK:Owasso"),
            ("King County, WA (Renton)", "Renton, King County, WA"),
            ("Remote", ""),
        ] {
            assert_eq!(addresses(&BUILT_IN, text).join(" · "), expected, "{text}");
        }
    }
}
