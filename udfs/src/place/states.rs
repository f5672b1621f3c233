//! The names of states as postings write them, to two-letter USPS codes.
//!
//! ```text
//!  rows (VA, Virginia, 51) + aliases ──► 'Virginia' 'VA 23219' 'va.' 'US-VA' '51' 'State of Virginia, US' ─► VA
//! ```
//!
//! How a text is read: lower case, full stops and apostrophes (Hawai‘i) deleted, other punctuation to spaces; a country
//! ("us", "usa", "united states", "united states of america") at either end, a ZIP code at the end,
//! "state of", "commonwealth of" and "territory of" in front and "state" behind are left out; what
//! remains must be a name, a code, an alias or a FIPS number as a whole. A text with more in it (a
//! city, say) is not a state.

use std::collections::HashMap;

/// A row of the states taxonomy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateRow {
    /// The two-letter code of the US Postal Service: `VA`.
    pub usps: String,
    /// The name: `Virginia`.
    pub name: String,
    /// The FIPS number, with or without its leading zero: `51`.
    pub fips: String,
}

/// The names, codes and numbers under which each state is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateNames {
    codes: HashMap<String, String>,
}

/// Older and informal names; each holds only when the taxonomy has the state.
const ALIASES: [(&str, &[&str]); 47] = [
    ("AK", &["alas"]),
    ("AL", &["ala"]),
    ("AR", &["ark"]),
    ("AS", &["american samoa", "samoa"]),
    ("AZ", &["ariz"]),
    ("CA", &["calif", "cal", "cali"]),
    ("CO", &["colo"]),
    ("CT", &["conn"]),
    (
        "DC",
        &[
            "washington dc",
            "washington d c",
            "d c",
            "district of columbia",
            "washington district of columbia",
        ],
    ),
    ("DE", &["del"]),
    ("FL", &["fla"]),
    ("GU", &["guam"]),
    ("IL", &["ill"]),
    ("IN", &["ind"]),
    ("KS", &["kans", "kan"]),
    ("KY", &["ken"]),
    ("MA", &["mass"]),
    ("MD", &["mary land"]),
    ("MI", &["mich"]),
    ("MN", &["minn"]),
    ("MO", &["misso"]),
    (
        "MP",
        &[
            "northern mariana islands",
            "commonwealth of the northern mariana islands",
            "cnmi",
            "n mariana islands",
        ],
    ),
    ("MS", &["miss"]),
    ("MT", &["mont"]),
    ("NC", &["n carolina", "no carolina", "n car"]),
    ("ND", &["n dakota", "no dakota", "n dak"]),
    ("NE", &["nebr", "neb"]),
    ("NH", &["n hampshire"]),
    ("NJ", &["n jersey", "jersey"]),
    ("NM", &["n mexico", "n mex"]),
    ("NV", &["nev"]),
    ("NY", &["n york", "newyork"]),
    ("OK", &["okla"]),
    ("OR", &["ore", "oreg"]),
    ("PA", &["penna", "penn"]),
    (
        "PR",
        &[
            "puerto rico",
            "porto rico",
            "p r",
            "commonwealth of puerto rico",
        ],
    ),
    ("RI", &["rhode island and providence plantations"]),
    ("SC", &["s carolina", "so carolina", "s car"]),
    ("SD", &["s dakota", "so dakota", "s dak"]),
    ("TN", &["tenn"]),
    ("TX", &["tex"]),
    ("VA", &["virg"]),
    (
        "VI",
        &[
            "virgin islands",
            "virgin islands of the united states",
            "virgin islands of the us",
            "usvi",
            "u s virgin islands",
        ],
    ),
    ("VT", &["verm"]),
    ("WA", &["wash", "washington state"]),
    ("WI", &["wis", "wisc"]),
    ("WV", &["w virginia", "w va", "wva", "west va"]),
];

/// The states, the District of Columbia and the five territories: what the function knows when the
/// book has no states taxonomy.
const BUILT_IN: &str = "AL Alabama 01|AK Alaska 02|AZ Arizona 04|AR Arkansas 05|CA California 06|\
CO Colorado 08|CT Connecticut 09|DE Delaware 10|DC District of Columbia 11|FL Florida 12|GA Georgia 13|\
HI Hawaii 15|ID Idaho 16|IL Illinois 17|IN Indiana 18|IA Iowa 19|KS Kansas 20|KY Kentucky 21|\
LA Louisiana 22|ME Maine 23|MD Maryland 24|MA Massachusetts 25|MI Michigan 26|MN Minnesota 27|\
MS Mississippi 28|MO Missouri 29|MT Montana 30|NE Nebraska 31|NV Nevada 32|NH New Hampshire 33|\
NJ New Jersey 34|NM New Mexico 35|NY New York 36|NC North Carolina 37|ND North Dakota 38|OH Ohio 39|\
OK Oklahoma 40|OR Oregon 41|PA Pennsylvania 42|RI Rhode Island 44|SC South Carolina 45|\
SD South Dakota 46|TN Tennessee 47|TX Texas 48|UT Utah 49|VT Vermont 50|VA Virginia 51|WA Washington 53|\
WV West Virginia 54|WI Wisconsin 55|WY Wyoming 56|AS American Samoa 60|GU Guam 66|\
MP Northern Mariana Islands 69|PR Puerto Rico 72|VI Virgin Islands 78";

/// What names the country around a state, longest first.
const COUNTRY: [&[&str]; 5] = [
    &["united", "states", "of", "america"],
    &["united", "states"],
    &["u", "s", "a"],
    &["usa"],
    &["us"],
];

impl StateNames {
    /// The names of the rows of the states taxonomy, and the aliases of the states among them.
    pub fn build(rows: impl Iterator<Item = StateRow>) -> Self {
        let mut codes = HashMap::new();
        for row in rows {
            let usps = row.usps.trim().to_uppercase();
            let aliases = ALIASES.iter().filter(|(code, _)| *code == usps);
            for alias in aliases.flat_map(|(_, aliases)| aliases.iter()) {
                codes.insert((*alias).to_owned(), usps.clone());
            }
            codes.insert(words(&row.name).join(" "), usps.clone());
            codes.insert(usps.to_lowercase(), usps.clone());
            if let Ok(number) = row.fips.trim().parse::<u8>() {
                codes.insert(number.to_string(), usps);
            }
        }
        codes.remove("");
        StateNames { codes }
    }

    /// The fifty states, the District of Columbia and the five territories.
    pub fn built_in() -> Self {
        let row = |row: &'static str| {
            let (usps, rest) = row.split_once(' ')?;
            let (name, fips) = rest.rsplit_once(' ')?;
            let [usps, name, fips] = [usps, name, fips].map(str::to_owned);
            Some(StateRow { usps, name, fips })
        };
        Self::build(BUILT_IN.split('|').filter_map(row))
    }

    /// The code of the state that a text names, if it names one and nothing else.
    pub fn code(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        // One word is looked up as it is: there is nothing to leave out.
        if !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_alphabetic()) {
            let code = self.codes.get(&text.to_ascii_lowercase());
            return code.map(String::as_str);
        }
        let words = words(text);
        let mut words = words.as_slice();
        loop {
            let key = words.join(" ");
            if let Some(code) = self.codes.get(number(&key)) {
                return Some(code);
            }
            words = shorter(words)?;
        }
    }
}

/// The words of a text: lower case, full stops deleted, other punctuation between them.
fn words(text: &str) -> Vec<String> {
    let plain = text.replace(['.', '\'', '’', '‘', 'ʻ'], "").to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A FIPS number without its leading zero; any other key as it is.
fn number(key: &str) -> &str {
    let digits = key.len() == 2 && key.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        key.trim_start_matches('0')
    } else {
        key
    }
}

/// The words without one thing that may stand around a state's name; `None` when there is none.
fn shorter(words: &[String]) -> Option<&[String]> {
    let is = |word: &String, text: &str| word == text;
    for country in COUNTRY {
        if words.len() > country.len() {
            let (front, back) = (
                &words[..country.len()],
                &words[words.len() - country.len()..],
            );
            if back.iter().zip(country).all(|(word, text)| is(word, text)) {
                return Some(&words[..words.len() - country.len()]);
            }
            if front.iter().zip(country).all(|(word, text)| is(word, text)) {
                return Some(&words[country.len()..]);
            }
        }
    }
    match words {
        [kind, of, rest @ ..] if of == "of" && !rest.is_empty() && is_kind(kind) => Some(rest),
        [rest @ .., zip, plus] if !rest.is_empty() && digits(zip, 5) && digits(plus, 4) => {
            Some(rest)
        }
        [rest @ .., zip] if !rest.is_empty() && (digits(zip, 5) || digits(zip, 9)) => Some(rest),
        [rest @ .., last] if !rest.is_empty() && last == "state" => Some(rest),
        _ => None,
    }
}

fn is_kind(word: &str) -> bool {
    matches!(word, "state" | "commonwealth" | "territory")
}

fn digits(word: &str, count: usize) -> bool {
    word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit())
}
