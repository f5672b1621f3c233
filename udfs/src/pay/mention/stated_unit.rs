//! The unit that stands behind an amount.
//!
//! ```text
//!  "/hr"  "per hour"  "an hour"  "hourly" ─► hour      "bi-weekly"  "every two weeks" ─► biweek
//!  "pa"  "p.a."  "annually" ─► year      "per bin" ─► piece      "per employee" ─► of something else
//! ```

use super::cursor::Cursor;
use crate::pay::unit::PayUnit;

/// What stands behind an amount.
#[derive(Debug, Clone, Copy)]
pub(crate) enum UnitRead<'t> {
    /// A unit of pay, and where it ends.
    Unit(PayUnit, Cursor<'t>),
    /// A unit that is none of pay: "per employee", "per shift".
    Foreign,
    /// Nothing.
    Missing,
}

/// Units behind "per", "a" or a slash; longer spellings first.
const NOUNS: [(PayUnit, &[&str]); 7] = [
    (
        PayUnit::Biweek,
        &[
            "two weeks",
            "2 weeks",
            "other week",
            "bi-week",
            "biweek",
            "fortnight",
            "bi-weekly",
            "biweekly",
            "two-week",
        ],
    ),
    (
        PayUnit::Hour,
        &["hour", "hours", "hr", "hrs", "h", "hourly"],
    ),
    (PayUnit::Day, &["day", "diem", "workday"]),
    (PayUnit::Week, &["week", "wk", "wkly", "workweek", "weekly"]),
    (
        PayUnit::Month,
        &["month", "mo", "mth", "calendar month", "monthly"],
    ),
    (
        PayUnit::Year,
        &[
            "year", "yr", "annum", "anum", "annual", "annually", "yearly", "y",
        ],
    ),
    (
        PayUnit::Piece,
        &[
            "piece",
            "unit",
            "bin",
            "bucket",
            "box",
            "carton",
            "tray",
            "lug",
            "pound",
            "lb",
            "bushel",
            "crate",
            "basket",
            "flat",
            "vine",
            "tree",
            "plant",
            "stem",
            "mile",
            "visit",
            "load",
            "stop",
            "delivery",
            "article",
            "word",
            "chart",
            "square foot",
            "sq ft",
            "sq. ft",
            "sqft",
            "page",
            "door",
            "game",
            "session",
            "lesson",
            "appointment",
            "inspection",
            "survey",
            "report",
            "acre",
            "row",
            "quart",
            "gallon",
            "tote",
            "pallet",
            "pair",
            "head",
            "hundredweight",
            "cwt",
            "procedure",
            "read",
            "consult",
            "evaluation",
        ],
    ),
];

/// Units that stand by themselves.
const ALONE: [(PayUnit, &[&str]); 7] = [
    (
        PayUnit::Biweek,
        &["bi-weekly", "biweekly", "bi weekly", "fortnightly"],
    ),
    (
        PayUnit::Hour,
        &["hourly", "hour", "hr", "hrs", "ph", "p/h", "p.h."],
    ),
    (PayUnit::Day, &["daily", "p/d", "for the day"]),
    (PayUnit::Week, &["weekly", "wkly", "pw", "p/w", "p.w."]),
    (PayUnit::Month, &["monthly", "pcm", "p/m"]),
    // Cents a mile, as drivers are paid.
    (PayUnit::Piece, &["cpm"]),
    (
        PayUnit::Year,
        &[
            "annually", "annual", "yearly", "annum", "p/a", "p.a.", "p.a", "pa", "year", "yr",
            "yrly",
        ],
    ),
];

/// What follows "per" or a slash without being a unit: "per union contract", "/DOE".
const NO_UNIT: [&str; 12] = [
    "experience",
    "doe",
    "doq",
    "dependent",
    "depending",
    "negotiable",
    "qualifications",
    "union",
    "contract",
    "collective",
    "scale",
    "agreement",
];

/// Reads the unit behind an amount, with the brackets that it may stand in.
pub(crate) fn read_unit(cursor: Cursor<'_>) -> UnitRead<'_> {
    let start = cursor.after_spaces();
    match (read_plain_unit(start), start.eat("(")) {
        (UnitRead::Unit(unit, end), Some(_)) => UnitRead::Unit(unit, end.eat(")").unwrap_or(end)),
        (plain, _) => plain,
    }
}

fn read_plain_unit(start: Cursor<'_>) -> UnitRead<'_> {
    let start = start.eat_any(&["(", ", ", "*"]).unwrap_or(start);
    let start = start
        .eat_any_word(&["gross", "net", "base", "paid", "usd"])
        .unwrap_or(start)
        .after_spaces();
    if let Some((unit, end)) = alone(start) {
        return UnitRead::Unit(unit, end);
    }
    let by = start.eat_any_word(&["per", "each", "every", "a", "an"]);
    let Some(noun) = by.or_else(|| start.eat_any(&["/", "p/"])) else {
        return UnitRead::Missing;
    };
    let noun = noun.after_spaces();
    if let Some((unit, end)) = table(&NOUNS, noun) {
        return UnitRead::Unit(unit, end);
    }
    let strict = start.eat_word("per").is_some() || start.eat("/").is_some();
    let names_something = noun.peek().is_some_and(char::is_alphabetic) && !begins_label(start);
    if strict && names_something && noun.eat_any_word(&NO_UNIT).is_none() {
        return UnitRead::Foreign;
    }
    UnitRead::Missing
}

/// Whether a slash separates what was said from the next label: "$29.96 / Salary range: $43,000".
fn begins_label(slash: Cursor<'_>) -> bool {
    let label = slash.eat("/ ").map(Cursor::after_spaces);
    label.is_some_and(Cursor::begins_word)
}

/// The unit that stands here by itself.
fn alone(cursor: Cursor<'_>) -> Option<(PayUnit, Cursor<'_>)> {
    let joined = cursor.eat("-").unwrap_or(cursor);
    table(&ALONE, joined)
}

fn table<'t>(table: &[(PayUnit, &[&str])], cursor: Cursor<'t>) -> Option<(PayUnit, Cursor<'t>)> {
    let read = |(unit, names): &(PayUnit, &[&str])| Some((*unit, cursor.eat_any_word(names)?));
    table.iter().find_map(read)
}

/// The unit that a word directly before "rate" names: "Day rate: $250", "Per visit rates".
pub(crate) fn rate_unit(word: &str) -> Option<PayUnit> {
    match word {
        "day" => Some(PayUnit::Day),
        "week" => Some(PayUnit::Week),
        "visit" | "piece" | "load" | "session" => Some(PayUnit::Piece),
        _ => label_unit(word),
    }
}

/// The unit that a word of a label names: "Hourly rate: 17.25".
pub(crate) fn label_unit(word: &str) -> Option<PayUnit> {
    match word {
        "hourly" | "hour" | "hr" => Some(PayUnit::Hour),
        "daily" | "diem" => Some(PayUnit::Day),
        "weekly" => Some(PayUnit::Week),
        "biweekly" | "fortnightly" => Some(PayUnit::Biweek),
        "monthly" | "month" => Some(PayUnit::Month),
        "annual" | "annually" | "yearly" | "year" | "annum" | "annualized" => Some(PayUnit::Year),
        "piece" => Some(PayUnit::Piece),
        _ => None,
    }
}
