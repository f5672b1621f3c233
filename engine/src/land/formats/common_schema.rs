//! schema.org JobPosting, as publishers write it and as older tools of this field write it.
//!
//! ```text
//! {"@type": "JobPosting", "identifier": {"value": "42"}, "title": "Cook", "datePosted": "2016-01-05",
//!  "jobLocation": {"address": {"addressLocality": "Tulsa", "addressRegion": "OK"}},
//!  "baseSalary": {"currency": "USD", "value": {"minValue": 12, "maxValue": "15.50", "unitText": "HOUR"}}}
//! ```

use std::borrow::Cow;

use super::fields::{
    Read, take_count, take_date, take_end_date, take_id, take_number, take_text, take_texts,
    take_title, wrong_type,
};
use super::{Format, Parsed, pay_unit, read_object};
use crate::land::json::Json;
use crate::land::posting::{Draft, Pay, Place, TextField};

/// The format `common-schema`.
pub(super) struct CommonSchema;

const TEXTS: &[(&[&str], TextField)] = &[
    (&["alternateName"], TextField::AlternateName),
    (&["description"], TextField::Description),
    (&["employmentType"], TextField::EmploymentType),
    (&["industry"], TextField::Industry),
    (&["occupationalCategory"], TextField::OccupationalCategory),
    (&["onet_soc_code"], TextField::OnetSocCode),
    (&["educationRequirements"], TextField::EducationRequirements),
    (
        &["experienceRequirements"],
        TextField::ExperienceRequirements,
    ),
    (&["qualifications"], TextField::Qualifications),
    (&["responsibilities"], TextField::Responsibilities),
    (&["skills"], TextField::Skills),
    (&["incentiveCompensation"], TextField::IncentiveCompensation),
    (&["jobBenefits"], TextField::JobBenefits),
    (&["url"], TextField::Url),
];

/// Types that the schema implies: they say nothing that `extra` should keep.
const IMPLIED_TYPES: [&str; 8] = [
    "JobPosting",
    "Place",
    "PostalAddress",
    "Organization",
    "MonetaryAmount",
    "QuantitativeValue",
    "PropertyValue",
    "Country",
];

impl Format for CommonSchema {
    fn name(&self) -> &'static str {
        "common-schema"
    }

    fn about(&self) -> &'static str {
        "schema.org JobPosting: JSON lines, arrays or documents"
    }

    fn read<'a>(&self, record: Json<'a>, sink: &mut dyn FnMut(Parsed<'a>)) {
        read_object(record, sink, read);
    }
}

fn read<'a>(record: &mut Json<'a>) -> Read<Draft<'a>> {
    let mut draft = Draft {
        id: take_native_id(record)?,
        ..Draft::default()
    };
    draft.set(TextField::Title, take_title(record, &["title"])?);
    draft.date = take_date(record, &["datePosted"])?;
    draft.valid_through = take_end_date(record, &["validThrough"]);
    take_texts(record, &mut draft, TEXTS)?;
    take_organization(record, &mut draft)?;
    draft.places = take_places(record)?;
    draft.pay = take_pay(record)?;
    draft.num_positions =
        take_count(record, &["numPositions"]).or_else(|| take_count(record, &["totalJobOpenings"]));
    let context = record.get_mut("@context");
    if let Some(context) = context.filter(|context| is_schema_org(context)) {
        *context = Json::Null;
    }
    drop_implied_types(record);
    Ok(draft)
}

/// `id`, else `identifier` (a text or `{value}`), else `@id`.
fn take_native_id<'a>(record: &mut Json<'a>) -> Read<Option<Cow<'a, str>>> {
    if let Some(id) = take_id(record, &["id"])? {
        return Ok(Some(id));
    }
    let identifier = match record.get("identifier") {
        Some(Json::Object(_) | Json::List(_)) => take_id(record, &["identifier", "value"])?,
        _ => take_id(record, &["identifier"])?,
    };
    match identifier {
        Some(id) => Ok(Some(id)),
        None => take_id(record, &["@id"]),
    }
}

fn take_organization<'a>(record: &mut Json<'a>, draft: &mut Draft<'a>) -> Read<()> {
    let (name, department) = match record.get("hiringOrganization") {
        Some(Json::Object(_) | Json::List(_)) => (
            take_text(record, &["hiringOrganization", "name"])?,
            take_text(record, &["hiringOrganization", "department"])?,
        ),
        _ => (take_text(record, &["hiringOrganization"])?, None),
    };
    draft.set(TextField::HiringOrganizationName, name);
    draft.set(TextField::HiringOrganizationDepartment, department);
    Ok(())
}

fn take_places<'a>(record: &mut Json<'a>) -> Read<Vec<Place<'a>>> {
    let mut places = Vec::new();
    let Some(location) = record.get_mut("jobLocation") else {
        return Ok(places);
    };
    match location {
        Json::List(entries) => {
            for entry in entries {
                take_place(entry, &mut places)?;
            }
        }
        entry => take_place(entry, &mut places)?,
    }
    Ok(places)
}

fn take_place<'a>(entry: &mut Json<'a>, places: &mut Vec<Place<'a>>) -> Read<()> {
    match entry {
        Json::Null => {}
        Json::Text(text) => places.extend(read_place(std::mem::take(text))),
        Json::List(entries) => {
            for entry in entries {
                take_place(entry, places)?;
            }
        }
        Json::Object(_) => match entry.get_mut("address") {
            Some(Json::Null) | None => places.push(take_address(entry)?),
            Some(address @ Json::Object(_)) => places.push(take_address(address)?),
            Some(address) => take_place(address, places)?,
        },
        other => return Err(wrong_type(&["jobLocation"], other)),
    }
    Ok(())
}

fn take_address<'a>(address: &mut Json<'a>) -> Read<Place<'a>> {
    Ok(Place {
        locality: take_text(address, &["addressLocality"])?,
        region: take_text(address, &["addressRegion"])?,
        country: take_text(address, &["addressCountry"])?,
    })
}

/// `Tulsa, OK, USA`: the last parts are region and country; text with no comma is a town.
pub(crate) fn read_place(text: Cow<'_, str>) -> Option<Place<'static>> {
    let parts: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let owned = |part: &str| Some(Cow::Owned(part.to_owned()));
    let place = match parts.as_slice() {
        [] => return None,
        [town] => Place {
            locality: owned(town),
            ..Place::default()
        },
        [town, region] => Place {
            locality: owned(town),
            region: owned(region),
            country: None,
        },
        [.., town, region, country] => Place {
            locality: owned(town),
            region: owned(region),
            country: owned(country),
        },
    };
    Some(place)
}

fn take_pay<'a>(record: &mut Json<'a>) -> Read<Pay<'a>> {
    let mut pay = Pay::default();
    let (amount, currency) = match record.get("baseSalary") {
        Some(Json::Object(_) | Json::List(_)) => {
            let currency = take_text(record, &["baseSalary", "currency"])?;
            (take_range(record, &mut pay), currency)
        }
        _ => (take_number(record, &["baseSalary"]), None),
    };
    if let (Some(amount), None, None) = (amount, pay.min, pay.max) {
        (pay.min, pay.max) = (Some(amount), Some(amount));
    }
    pay.currency = match currency {
        Some(currency) => Some(currency),
        None => take_text(record, &["salaryCurrency"])?,
    };
    pay.currency = pay.currency.filter(|currency| !currency.trim().is_empty());
    Ok(pay)
}

/// Range and unit, flat or one level down; returns the single amount where there is one.
fn take_range(record: &mut Json<'_>, pay: &mut Pay<'_>) -> Option<f64> {
    let nested = matches!(
        record.at_mut(&["baseSalary", "value"]),
        Some(Json::Object(_) | Json::List(_))
    );
    let levels: [&[&str]; 2] = [&["baseSalary", "value"], &["baseSalary"]];
    let mut amount = None;
    for level in levels.into_iter().skip(usize::from(!nested)) {
        let mut path = level.to_vec();
        let mut number = |name| {
            path.truncate(level.len());
            path.push(name);
            take_number(record, &path)
        };
        pay.min = pay.min.or_else(|| number("minValue"));
        pay.max = pay.max.or_else(|| number("maxValue"));
        pay.median = pay.median.or_else(|| number("medianValue"));
        amount = amount.or_else(|| number("value"));
        for name in ["unitText", "salaryFrequency", "unitCode"] {
            path.truncate(level.len());
            path.push(name);
            if pay.unit.is_none() {
                pay.unit = take_unit(record, &path);
            }
        }
    }
    amount
}

/// A unit that is not known stays where it was.
fn take_unit(record: &mut Json<'_>, path: &[&str]) -> Option<Cow<'static, str>> {
    let place = record.at_mut(path)?;
    let Json::Text(text) = &*place else {
        return None;
    };
    let unit = pay_unit(text)?;
    *place = Json::Null;
    Some(unit)
}

fn is_schema_org(context: &Json<'_>) -> bool {
    let Json::Text(text) = context else {
        return false;
    };
    let name = text
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    matches!(name.trim_end_matches('/'), "schema.org" | "www.schema.org")
}

fn drop_implied_types(value: &mut Json<'_>) {
    match value {
        Json::Object(members) => {
            for (key, member) in members {
                let implied = |text: &str| key == "@type" && IMPLIED_TYPES.contains(&text);
                match member {
                    Json::Text(text) if implied(text) => *member = Json::Null,
                    other => drop_implied_types(other),
                }
            }
        }
        Json::List(entries) => entries.iter_mut().for_each(drop_implied_types),
        _ => {}
    }
}
