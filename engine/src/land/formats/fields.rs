//! How the formats read a field: text from what text comes in, numbers from what numbers are written as.
//!
//! ```text
//! ["Welding", {"name": "CAD"}, 5]  ─text─►  Welding, CAD, 5          "$40,000"  ─number─►  40000
//! ```
//! A value of a type that its field cannot have refuses the record (`wrong_type`).

use std::borrow::Cow;

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

/// Takes several texts.
pub(super) fn take_texts<'a>(
    record: &mut Json<'a>,
    draft: &mut Draft<'a>,
    fields: &[(&[&str], TextField)],
) -> Read<()> {
    for (path, field) in fields {
        draft.set(*field, take_text(record, path)?);
    }
    Ok(())
}

pub(super) fn wrong_type(path: &[&str], value: &Json<'_>) -> Refusal {
    let message = format!("the field {} is {}", path.join("."), value.kind());
    Refusal::new(RejectReason::WrongType, message)
}
