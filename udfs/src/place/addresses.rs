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

use std::borrow::Cow;

use super::StateNames;
use super::choices::{choices, is_name, names_state, parts};
use super::names::without_end;
use super::work_mode::without_work_mode;

/// The addresses of a text.
pub(super) fn addresses(states: &StateNames, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.split([';', '\n']) {
        let line = match line.contains([':', '>']) {
            true => Cow::Owned(without_labels(&line.replace(" > ", ", "))),
            false => Cow::Borrowed(line),
        };
        for one in columns(states, &line) {
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
    let mut plain = String::with_capacity(line.len());
    for field in fields {
        match without_label(field) {
            Some("") => {}
            Some(value) => plain.extend([value, ", "]),
            None => plain.extend([field, ":"]),
        }
    }
    let labelled = plain.is_empty() || plain.ends_with(' ');
    plain.push_str(if labelled { last.trim_start() } else { last });
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
    Some(if is_kind {
        ""
    } else {
        before.trim_matches([',', ' '])
    })
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
    let outside = without_mode(&outside).to_owned();
    let inside = inside.as_deref().map(without_mode).unwrap_or_default();
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

/// Without what says how one works there: "Remote - USA only".
fn without_mode(text: &str) -> &str {
    let place = without_work_mode(text);
    without_end(place, " only").unwrap_or(place)
}

/// Whether a part names a county as one.
pub(super) fn is_county(part: &str) -> bool {
    part.rsplit_once(' ').is_some_and(|(_, end)| {
        end.eq_ignore_ascii_case("county") || end.eq_ignore_ascii_case("parish")
    })
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

fn has_town_and_state(states: &StateNames, text: &str) -> bool {
    let parts: Vec<&str> = parts(text).collect();
    parts.len() > 1 && parts.iter().skip(1).any(|part| states.code(part).is_some())
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
            ("Orlando/Tampa FL", "Orlando, FL · Tampa, FL"),
            (
                "Dallas, Houston, and Austin, TX",
                "Dallas, TX · Houston, TX · Austin, TX",
            ),
            ("1 Main St, Tulsa OK 74103", "1 Main St, Tulsa OK 74103"),
            (
                "HARRISON & BOURBON COUNTIES, KY",
                "HARRISON County, KY · BOURBON County, KY",
            ),
            ("Chicago or NYC", "Chicago · NYC"),
            (
                "Chicago, New York, or Boston",
                "Chicago · New York · Boston",
            ),
            ("Travel: OH, KY, IN", "OH · KY · IN"),
            ("Remote (US only)", "US"),
            ("Remote - USA Only", "USA"),
            ("Atlanta GA/Remote", "Atlanta GA"),
            (
                "United States > Ohio > Dayton",
                "United States, Ohio, Dayton",
            ),
            (
                "Dallas and Houston, Texas",
                "Dallas, Texas · Houston, Texas",
            ),
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
