//! A town among the other words of a part of an address.
//!
//! ```text
//!  'Store #0212 Wichita'          ─► the last words    Wichita
//!  'Naval Air Station Key West'   ─► the last words    Key West
//!  'Anniston Army Depot'          ─► the first words, where a facility follows them    Anniston
//!  'Shaw AFB'                     ─► none: air bases bear the names of people
//! ```

/// The most words that the name of a town has.
const TOWN_WORDS: usize = 4;

/// Words that begin the name of a facility behind its town.
const FACILITIES: &[&str] = &[
    "airport",
    "army",
    "arsenal",
    "campus",
    "clinic",
    "correctional",
    "defense",
    "depot",
    "federal",
    "hospital",
    "international",
    "marine",
    "medical",
    "municipal",
    "naval",
    "navy",
    "office",
    "ordnance",
    "plant",
    "proving",
    "regional",
    "shipyard",
    "submarine",
    "va",
    "vamc",
    "warehouse",
];

/// Words that end the name of something else, though towns bear them, too.
const NO_TOWN: &[&str] = &[
    "academy",
    "airport",
    "annex",
    "base",
    "branch",
    "building",
    "campus",
    "center",
    "central",
    "college",
    "district",
    "east",
    "home",
    "hospital",
    "island",
    "mall",
    "north",
    "office",
    "park",
    "plant",
    "plaza",
    "point",
    "school",
    "south",
    "station",
    "store",
    "union",
    "university",
    "village",
    "west",
];

/// The runs of words that may be the town: the last ones, the longer before the shorter, then the first ones before a
/// facility.
pub(super) fn town_words(text: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = word_starts(text).collect();
    let first = starts.len().saturating_sub(TOWN_WORDS).max(1);
    let last = starts.get(first..).unwrap_or_default().to_vec();
    let last = last.into_iter().filter_map(|start| text.get(start..));
    let facility = starts.iter().skip(1).take(TOWN_WORDS).rev();
    let before: Vec<&str> = facility
        .filter(|start| begins_facility(text.get(**start..).unwrap_or_default()))
        .filter_map(|start| text.get(..*start))
        .map(str::trim)
        .collect();
    last.filter(|words| !is_no_town(words)).chain(before)
}

/// Where each word begins.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut blank = true;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = blank && c != ' ';
        blank = c == ' ';
        begins.then_some(at)
    })
}

fn begins_facility(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    FACILITIES
        .iter()
        .any(|facility| word.eq_ignore_ascii_case(facility))
}

/// Whether one word is left, and it says what kind of thing the words before it name.
fn is_no_town(words: &str) -> bool {
    NO_TOWN.iter().any(|word| words.eq_ignore_ascii_case(word))
}

/// The codes in capitals among the words of a part, each with the words before and those behind it: "Smyrna TN 2nd shift".
pub(super) fn codes(part: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let starts: Vec<usize> = word_starts(part).collect();
    starts.into_iter().filter_map(|start| {
        let (before, rest) = part.split_at_checked(start)?;
        let (code, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let capitals = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        capitals.then_some((before.trim(), code, after.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        town_words(text).collect()
    }

    #[test]
    fn the_last_words_and_those_before_a_facility() {
        assert_eq!(of("Store #0212 Wichita"), ["#0212 Wichita", "Wichita"]);
        assert!(of("Naval Air Station Key West").contains(&"Key West"));
        assert!(of("Anniston Army Depot").contains(&"Anniston"));
        assert!(of("New Cumberland Defense Logistics Center").contains(&"New Cumberland"));
        assert!(!of("New Cumberland Defense Logistics Center").contains(&"Center"));
        assert!(!of("Shaw AFB").contains(&"Shaw"));
        assert_eq!(of("Wichita"), [""; 0]);
        assert_eq!(of(""), [""; 0]);
    }

    #[test]
    fn codes_stand_between_words() {
        let found: Vec<_> = codes("Smyrna TN 2nd shift").collect();
        assert_eq!(found, [("Smyrna", "TN", "2nd shift")]);
        let found: Vec<_> = codes("TN Nashville").collect();
        assert_eq!(found, [("", "TN", "Nashville")]);
        assert_eq!(codes("Work in Tulsa").count(), 0);
    }
}
