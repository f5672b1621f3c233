//! A town among the other words of a part of an address.
//!
//! ```text
//!  'Store #0212 Wichita'          ─► the last words, behind a number       Wichita
//!  'Naval Air Station Key West'   ─► the last words, behind a facility     Key West
//!  'West Brockport'               ─► the last words, behind a direction    Brockport
//!  'Anniston Army Depot'          ─► the first words, before a facility    Anniston
//!  'Shaw AFB'  'Mouth of Wilson'  ─► none: bases bear the names of people, and a longer name is another town
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
    "mcas",
    "medical",
    "municipal",
    "nas",
    "national",
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

/// Words that say where from a town something lies.
const DIRECTIONS: &[&str] = &[
    "central",
    "downtown",
    "e",
    "east",
    "n",
    "north",
    "northeast",
    "northwest",
    "s",
    "south",
    "southeast",
    "southwest",
    "w",
    "west",
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
    let starts: Vec<usize> = word_starts(text).skip(1).collect();
    let first = starts.len().saturating_sub(TOWN_WORDS);
    let last = starts.get(first..).unwrap_or_default().to_vec();
    let last = last
        .into_iter()
        .filter_map(|start| text.split_at_checked(start))
        .filter(|(before, words)| stands_before_a_town(before) && !is_one_of(NO_TOWN, words))
        .map(|(_, words)| words);
    let facility = starts.into_iter().take(TOWN_WORDS).rev();
    let before = facility
        .filter_map(|start| text.split_at_checked(start))
        .filter(|(_, rest)| rest.split(' ').next().is_some_and(is_facility))
        .map(|(words, _)| words.trim());
    last.chain(before)
}

/// Whether the words are none of a town's name: they have a number, a facility, or are directions.
fn stands_before_a_town(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let has_number = words.chars().any(|c| c.is_ascii_digit());
    has_number
        || words.split_whitespace().any(is_facility)
        || all.all(|word| is_one_of(DIRECTIONS, word.trim_end_matches('.')))
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

fn is_facility(word: &str) -> bool {
    is_one_of(FACILITIES, word)
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| word.eq_ignore_ascii_case(one))
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
        assert_eq!(of("Store #0212 Wichita"), ["Wichita"]);
        assert!(of("Naval Air Station Key West").contains(&"Key West"));
        assert!(of("Anniston Army Depot").contains(&"Anniston"));
        assert!(of("New Cumberland Defense Logistics Center").contains(&"New Cumberland"));
        assert!(!of("New Cumberland Defense Logistics Center").contains(&"Center"));
        assert_eq!(of("West Brockport"), ["Brockport"]);
        assert_eq!(of("Shaw AFB"), [""; 0]);
        assert_eq!(of("Mouth of Wilson"), [""; 0]);
        assert_eq!(of("Red Bluff"), [""; 0]);
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
