//! The names of towns and counties, brought to what is compared.
//!
//! ```text
//!  'Mc Lean' 'McLean' ─► mclean      'Saint Louis' 'ST. LOUIS' ─► stlouis     'N. Las Vegas' ─► northlasvegas
//!  'City of Portland (hybrid)' ─► 'City of Portland (hybrid)', 'City of Portland', 'Portland'
//! ```

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that addresses shorten, and how they are compared.
const SHORTENED: &[(&str, &str)] = &[
    ("saint", "st"),
    ("sainte", "ste"),
    ("fort", "ft"),
    ("mount", "mt"),
    ("hts", "heights"),
    ("spgs", "springs"),
    ("spg", "spring"),
    ("bch", "beach"),
    ("jct", "junction"),
    ("vlg", "village"),
    ("twp", "township"),
    ("pt", "point"),
    ("hbr", "harbor"),
    ("afb", "airforcebase"),
    ("nyc", "newyork"),
];

/// Directions before a name: "N Las Vegas", "No. Hollywood".
const DIRECTIONS: &[(&str, &str)] = &[
    ("n", "north"),
    ("no", "north"),
    ("s", "south"),
    ("so", "south"),
    ("e", "east"),
    ("w", "west"),
];

const BEFORE: &[&str] = &[
    "city and county of ",
    "city of ",
    "town of ",
    "village of ",
    "township of ",
    "borough of ",
    "greater ",
    "downtown ",
    "metro ",
];

const AREA: &[&str] = &[
    " metropolitan area",
    " metro area",
    " and surrounding area",
    " and vicinity",
    " suburbs",
    " area",
    " metro",
];

const TOWN: &[&str] = &[
    " city",
    " township",
    " twp",
    " town",
    " village",
    " borough",
];

/// Where a text that names several towns, or a town and something else, is cut.
const CUTS: &[&str] = &["(", "[", " - ", "/", ";", " & ", " and ", "-"];

/// What stands between a note and the town: "Onsite in Reston", "South Side of Chicago".
const LEADS: &[&str] = &[" in ", " at ", " near ", " of "];

/// Endings of county names.
const COUNTY_ENDINGS: &[&str] = &["county", "parish", "borough", "censusarea", "municipality"];

/// Confidence in a name found without what is written around it.
const TRIMMED: f32 = 0.95;
/// Confidence in the first of several names.
const FIRST: f32 = 0.8;

/// A name as it is compared: letters and digits, no accents, shortened words alike.
pub(crate) fn compact(name: &str) -> String {
    let plain = without_marks(name);
    let words = plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut compact = String::with_capacity(plain.len());
    for (index, word) in words.enumerate() {
        let direction = (index == 0).then(|| alike(DIRECTIONS, word)).flatten();
        compact.push_str(direction.or_else(|| alike(SHORTENED, word)).unwrap_or(word));
    }
    compact
}

/// In small letters, without accents, apostrophes and full stops.
fn without_marks(name: &str) -> String {
    let is_mark = |letter: &char| matches!(letter, '\'' | '’' | '.');
    if name.is_ascii() {
        let letters = name.chars().filter(|letter| !is_mark(letter));
        return letters.map(|letter| letter.to_ascii_lowercase()).collect();
    }
    // An apostrophe whose UTF-8 was read as Windows-1252.
    let name = name.replace("â€™", "'");
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !is_mark(letter))
        .flat_map(char::to_lowercase)
        .collect()
}

fn alike(words: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    let (_, same) = words.iter().find(|(written, _)| *written == word)?;
    Some(same)
}

/// The compared name of the county that a text names as one: `fairfax` of "Fairfax County".
pub(crate) fn county_name(name: &str) -> Option<String> {
    let name = name.split(['(', '[']).next().unwrap_or(name);
    let compact = compact(name);
    let ending = COUNTY_ENDINGS
        .iter()
        .find_map(|ending| compact.strip_suffix(ending));
    let bare = ending.or_else(|| compact.strip_prefix("countyof"))?;
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// The names that a text may be read as, likeliest first, each with the confidence in it.
pub(crate) fn readings(text: &str) -> impl Iterator<Item = (&str, f32)> {
    let text = text.trim();
    let cut = CUTS
        .iter()
        .filter_map(|cut| text.split_once(cut))
        .map(|(first, _)| first.trim());
    let led = LEADS.iter().filter_map(|lead| text.rsplit_once(lead));
    let cut = cut.chain(led.map(|(_, town)| town.trim()));
    let cut: Vec<(&str, f32)> = cut.map(|part| (part, FIRST)).collect();
    let whole = std::iter::once((text, 1.0));
    whole
        .chain(trimmed(text).map(|name| (name, TRIMMED)))
        .chain(cut.into_iter().flat_map(|(first, confidence)| {
            std::iter::once((first, confidence))
                .chain(trimmed(first).map(move |name| (name, confidence * TRIMMED)))
        }))
        .filter(|(name, _)| !name.is_empty())
}

/// A name without "City of" before it, "metro area" behind it, or both.
fn trimmed(name: &str) -> impl Iterator<Item = &str> {
    let front = BEFORE.iter().find_map(|word| without_front(name, word));
    let both = front.and_then(without_back);
    [front, without_back(name), both].into_iter().flatten()
}

fn without_back(name: &str) -> Option<&str> {
    without_area(name).or_else(|| TOWN.iter().find_map(|word| without_end(name, word)))
}

/// A name without "area" behind it.
pub(crate) fn without_area(name: &str) -> Option<&str> {
    AREA.iter().find_map(|words| without_end(name, words))
}

/// A name without these words at its end.
pub(super) fn without_end<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    let at = name.len().checked_sub(ending.len())?;
    let (kept, end) = name.split_at_checked(at)?;
    (end.eq_ignore_ascii_case(ending) && !kept.is_empty()).then_some(kept)
}

fn without_front<'a>(name: &'a str, word: &str) -> Option<&'a str> {
    let (front, kept) = name.split_at_checked(word.len())?;
    (front.eq_ignore_ascii_case(word) && !kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_compare_alike() {
        let alike = [
            ("McLean", "Mc Lean"),
            ("Saint Louis", "ST. LOUIS"),
            ("North Las Vegas", "N. Las Vegas"),
            ("Fort Worth", "Ft Worth"),
            ("Coeur d'Alene", "Coeur D’Alene"),
            ("Coeur d'Alene", "Coeur dâ€™Alene"),
            ("Cañon City", "canon city"),
            ("Winston-Salem", "Winston Salem"),
            ("Colorado Springs", "COLORADO SPGS"),
        ];
        for (one, other) in alike {
            assert_eq!(compact(one), compact(other), "{one}");
        }
        assert_ne!(compact("Newport"), compact("Newport News"));
    }

    #[test]
    fn what_stands_around_a_name_is_left_out_in_turn() {
        let of = |text| readings(text).map(|(name, _)| name).collect::<Vec<_>>();
        assert!(of("City of Portland (hybrid)").contains(&"Portland"));
        assert!(of("Greater Boston Area").contains(&"Boston"));
        assert!(of("Minneapolis/St. Paul").contains(&"Minneapolis"));
        assert_eq!(of("Boston"), ["Boston"]);
        assert_eq!(of("  "), [""; 0]);
    }

    #[test]
    fn a_county_is_a_county_only_when_it_says_so() {
        assert_eq!(county_name("Fairfax County").as_deref(), Some("fairfax"));
        assert_eq!(county_name("County of Fairfax").as_deref(), Some("fairfax"));
        assert_eq!(county_name("Orleans Parish").as_deref(), Some("orleans"));
        assert_eq!(county_name("Fairfax"), None);
        assert_eq!(county_name("County"), None);
    }
}
