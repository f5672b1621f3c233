//! How the formats read a field: text from what text comes in, numbers from what numbers are written as.
//!
//! ```text
//! ["Welding", {"name": "CAD"}, 5]  ─text─►  Welding, CAD, 5          "$40,000"  ─number─►  40000
//! ```
//! Id, title, date and description of a type that they cannot have refuse the record (`wrong_type`); any other
//! field stays where it was, and so goes to `extra`.

use std::borrow::Cow;

use daybook_udfs::pay_unit;

use crate::land::json::Json;
use crate::land::posting::{DateField, Draft, Refusal, RejectReason, TextField};

pub(super) type Read<T> = Result<T, Refusal>;

/// The members by which an object stands for a text, in schema.org and its dialects.
const TEXT_MEMBERS: [&str; 6] = [
    "name",
    "Name",
    "credentialCategory",
    "description",
    "value",
    "@value",
];

/// Takes a text: a scalar, a list of them (joined by `, `), or an object with a name.
pub(super) fn take_text<'a>(record: &mut Json<'a>, path: &[&str]) -> Read<Option<Cow<'a, str>>> {
    let taken = record.take_at(path);
    into_text(taken, path)
}

fn into_text<'a>(value: Json<'a>, path: &[&str]) -> Read<Option<Cow<'a, str>>> {
    match value {
        Json::Null => Ok(None),
        Json::List(entries) => {
            let mut texts = Vec::with_capacity(entries.len());
            for entry in entries {
                texts.extend(into_text(entry, path)?.filter(|text| !text.trim().is_empty()));
            }
            Ok(match texts.len() {
                0 => None,
                1 => texts.pop(),
                _ => Some(Cow::Owned(texts.join(", "))),
            })
        }
        Json::Object(_) if value.is_blank() => Ok(None),
        Json::Object(_) => named_text(value, path),
        scalar => Ok(scalar.scalar_text()),
    }
}

fn named_text<'a>(mut object: Json<'a>, path: &[&str]) -> Read<Option<Cow<'a, str>>> {
    for member in TEXT_MEMBERS {
        let value = object.take(member);
        if !value.is_blank() && !matches!(value, Json::Object(_)) {
            return into_text(value, path);
        }
    }
    if let Some(months) = object.take("monthsOfExperience").scalar_text() {
        return Ok(Some(Cow::Owned(format!("{months} months"))));
    }
    Err(wrong_type(path, &object))
}

/// Takes a title: text, and nothing that would have to be made text.
pub(super) fn take_title<'a>(record: &mut Json<'a>, path: &[&str]) -> Read<Option<Cow<'a, str>>> {
    match record.take_at(path) {
        Json::Null => Ok(None),
        Json::Text(text) => Ok(Some(text)),
        list @ Json::List(_) => into_text(list, path),
        other => Err(wrong_type(path, &other)),
    }
}

/// Takes an id: text or a number.
pub(super) fn take_id<'a>(record: &mut Json<'a>, path: &[&str]) -> Read<Option<Cow<'a, str>>> {
    match record.take_at(path) {
        value @ (Json::List(_) | Json::Object(_) | Json::Bool(_)) if !value.is_blank() => {
            Err(wrong_type(path, &value))
        }
        value => Ok(value.scalar_text().filter(|id| !id.trim().is_empty())),
    }
}

/// Takes a date, to be read later.
pub(super) fn take_date<'a>(record: &mut Json<'a>, path: &[&str]) -> Read<DateField<'a>> {
    match record.take_at(path) {
        value @ (Json::List(_) | Json::Object(_) | Json::Bool(_)) if !value.is_blank() => {
            Err(wrong_type(path, &value))
        }
        value => Ok(value.scalar_text().into()),
    }
}

/// Takes an end date; one that cannot be read stays with the record's other fields.
pub(super) fn take_end_date<'a>(record: &mut Json<'a>, path: &[&str]) -> DateField<'a> {
    match record.at_mut(path) {
        Some(value @ (Json::Text(_) | Json::Int(_))) => std::mem::take(value).scalar_text().into(),
        _ => DateField::Missing,
    }
}

/// Takes a number, also one written as text; what is none stays.
pub(super) fn take_number(record: &mut Json<'_>, path: &[&str]) -> Option<f64> {
    let value = record.at_mut(path)?;
    let number = match value {
        Json::Int(value) => Some(*value as f64),
        Json::BigInt(value) => Some(*value as f64),
        Json::Float(value) => Some(*value),
        Json::Text(text) => read_number(text),
        _ => None,
    };
    if number.is_some() {
        *value = Json::Null;
    }
    number
}

/// Takes an amount of pay: zero and less mean that it is not known.
pub(super) fn take_amount(record: &mut Json<'_>, path: &[&str]) -> Option<f64> {
    take_number(record, path).filter(|amount| *amount > 0.0)
}

/// Takes a whole number; what is none stays.
pub(super) fn take_count(record: &mut Json<'_>, path: &[&str]) -> Option<i64> {
    let value = record.at_mut(path)?;
    let count = match value {
        Json::Int(count) => Some(*count),
        Json::Float(number) => whole(*number),
        Json::Text(text) => read_number(text).and_then(whole),
        _ => None,
    };
    if count.is_some() {
        *value = Json::Null;
    }
    count
}

/// A number without a fraction.
pub(crate) fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

/// A number as people write it: `40000`, `$40,000.00`, `12.50 USD`.
pub(crate) fn read_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text
        .trim_start_matches(|c: char| c.is_whitespace() || "$£€".contains(c))
        .trim_end_matches(|c: char| c.is_whitespace() || "$£€".contains(c));
    let number = number
        .strip_prefix("USD")
        .or_else(|| number.strip_suffix("USD"))
        .unwrap_or(number);
    let number = number.trim();
    let plain = |c: char| c.is_ascii_digit() || "+-.eE,".contains(c);
    if !number.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        || !number.chars().all(plain)
    {
        return None;
    }
    if !number.contains(',') {
        return number
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite());
    }
    // A comma groups thousands: three digits follow it. `12,5` is not read as 125.
    let groups_thousands = number.split(',').skip(1).all(|group| {
        let digits = group.split('.').next().unwrap_or_default();
        digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let number = groups_thousands.then(|| number.replace(',', ""))?;
    number
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// A range of pay as people write it.
#[derive(Debug, PartialEq)]
pub(super) struct WrittenRange {
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) unit: Option<&'static str>,
}

/// `$45,000 - $60,000 per year`, `45k to 60k`, `$15.50/hr`: one amount or two, and perhaps a unit.
pub(super) fn read_range(text: &str) -> Option<WrittenRange> {
    let text = text.trim();
    let starts_unit = |(at, _): &(usize, char)| {
        let rest = &text[*at..];
        let before = text[..*at].chars().next_back();
        let word = before.is_some_and(|c| !c.is_alphabetic())
            && rest.starts_with(char::is_alphabetic)
            && before.is_some_and(|c| !c.is_ascii_digit());
        (word || rest.starts_with('/')) && pay_unit(rest.trim_start_matches('/')).is_some()
    };
    let at = text.char_indices().find(starts_unit).map(|(at, _)| at);
    let (amounts, unit) = text.split_at(at.unwrap_or(text.len()));
    let unit = pay_unit(unit.trim_start_matches('/'));
    let signs = [" to ", "–", "—", "-"];
    let (min, max) = signs
        .iter()
        .find_map(|sign| amounts.split_once(sign))
        .unwrap_or((amounts, amounts));
    let (min, max) = (read_thousands(min)?, read_thousands(max)?);
    (0.0 < min && min <= max).then_some(WrittenRange { min, max, unit })
}

/// `45k` is 45,000.
fn read_thousands(text: &str) -> Option<f64> {
    let text = text.trim();
    match text.strip_suffix(['k', 'K']) {
        Some(thousands) => read_number(thousands).map(|number| number * 1000.0),
        None => read_number(text),
    }
}

/// Takes a text that a posting can do without: of another type, it stays.
pub(super) fn take_optional<'a>(record: &mut Json<'a>, path: &[&str]) -> Option<Cow<'a, str>> {
    let place = record.at_mut(path)?;
    if let Json::List(entries) = place {
        return take_entries(entries);
    }
    if matches!(place, Json::Object(_)) && !is_named(place) {
        return None;
    }
    into_text(std::mem::take(place), path).ok().flatten()
}

/// The entries that are texts, joined; the others stay.
fn take_entries<'a>(entries: &mut [Json<'a>]) -> Option<Cow<'a, str>> {
    let texts = entries
        .iter_mut()
        .filter_map(|entry| take_optional(entry, &[]));
    let mut texts: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
    match texts.len() {
        0 => None,
        1 => texts.pop(),
        _ => Some(Cow::Owned(texts.join(", "))),
    }
}

/// Whether an object stands for a text.
fn is_named(object: &Json<'_>) -> bool {
    let says = |name: &&str| {
        object.get(name).is_some_and(|value| {
            !value.is_blank() && !matches!(value, Json::Object(_) | Json::List(_))
        })
    };
    TEXT_MEMBERS.iter().any(says) || says(&"monthsOfExperience")
}

/// Takes several texts that a posting can do without.
pub(super) fn take_texts<'a>(
    record: &mut Json<'a>,
    draft: &mut Draft<'a>,
    fields: &[(&[&str], TextField)],
) {
    for (path, field) in fields {
        draft.set(*field, take_optional(record, path));
    }
}

pub(super) fn wrong_type(path: &[&str], value: &Json<'_>) -> Refusal {
    let message = format!("the field {} is {}", path.join("."), value.kind());
    Refusal::new(RejectReason::WrongType, message)
}
