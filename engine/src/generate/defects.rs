//! Bad lines, as sources send them.
//!
//! ```text
//! {"@context": … "title":"Nurse", …     cut off            "datePosted":"13/45/2016"   no date
//! ```

use super::dice::Dice;

/// A stream of throws apart from those of the postings.
const DEFECT_STREAM: u64 = 1 << 63;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Defect {
    /// The line before it, again.
    Repeated,
    /// The JSON ends in the middle.
    CutOff,
    /// The title is empty.
    NoTitle,
    /// The date is no date.
    BadDate,
    /// The date is long past.
    DateOutOfRange,
    /// There is no date.
    NoDate,
    /// There is no id.
    NoId,
    /// The line is no JSON at all.
    NotJson,
}

const SPOILT: [Defect; 7] = [
    Defect::CutOff,
    Defect::NoTitle,
    Defect::BadDate,
    Defect::DateOutOfRange,
    Defect::NoDate,
    Defect::NoId,
    Defect::NotJson,
];

/// The defect of a posting, if it has one: two lines in a hundred do.
pub(super) fn of(seed: u64, number: u64) -> Option<Defect> {
    let mut dice = Dice::new(seed, DEFECT_STREAM | number);
    match dice.below(100) {
        0 => Some(Defect::Repeated),
        1 => SPOILT.get(dice.below(7) as usize).copied(),
        _ => None,
    }
}

/// The line with its defect.
pub(super) fn spoil(defect: Option<Defect>, line: String) -> String {
    match defect {
        None | Some(Defect::Repeated) => line,
        Some(Defect::CutOff) => {
            let mut cut = line.len() / 2;
            while !line.is_char_boundary(cut) {
                cut -= 1;
            }
            line[..cut].to_owned()
        }
        Some(Defect::NoTitle) => with_value(&line, "title", Some("")),
        Some(Defect::BadDate) => with_value(&line, "datePosted", Some("13/45/2016")),
        Some(Defect::DateOutOfRange) => with_value(&line, "datePosted", Some("1889-11-11")),
        Some(Defect::NoDate) => with_value(&line, "datePosted", None),
        Some(Defect::NoId) => with_value(&line, "id", None),
        Some(Defect::NotJson) => "502 Bad Gateway".to_owned(),
    }
}

/// The line with another value of a field, or without the field.
fn with_value(line: &str, name: &str, value: Option<&str>) -> String {
    let start = format!(",\"{name}\":\"");
    let Some((before, rest)) = line.split_once(&start) else {
        return line.to_owned();
    };
    let after = end_of_text(rest);
    match value {
        Some(value) => format!("{before}{start}{value}\"{after}"),
        None => format!("{before}{after}"),
    }
}

/// What follows the quote that ends a JSON text.
fn end_of_text(rest: &str) -> &str {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'\\' if !escaped => escaped = true,
            b'"' if !escaped => return &rest[at + 1..],
            _ => escaped = false,
        }
    }
    ""
}
