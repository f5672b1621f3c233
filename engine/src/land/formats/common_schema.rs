//! schema.org JobPosting, as publishers write it and as older tools of this field write it.
//!
//! ```text
//! {"@type": "JobPosting", "identifier": {"value": "42"}, "title": "Cook", "datePosted": "2016-01-05",
//!  "jobLocation": {"address": {"addressLocality": "Tulsa", "addressRegion": "OK"}},
//!  "baseSalary": {"currency": "USD", "value": {"minValue": 12, "maxValue": "15.50", "unitText": "HOUR"}}}
//! ```

use std::borrow::Cow;

use daybook_udfs::pay_unit;

use super::fields::{
    Read, read_range, take_count, take_date, take_end_date, take_id, take_number, take_optional,
    take_text, take_texts, take_title,
};
use super::{Format, Parsed, linked_data, places_named, read_object, read_part};
use crate::land::json::Json;
use crate::land::posting::{Draft, Pay, Place, TextField};

/// The format `common-schema`.
pub(super) struct CommonSchema;

const TEXTS: &[(&[&str], TextField)] = &[
    (&["alternateName"], TextField::AlternateName),
    (&["employmentType"], TextField::EmploymentType),
    (&["industry"], TextField::Industry),
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

impl Format for CommonSchema {
    fn name(&self) -> &'static str {
        "common-schema"
    }

    fn about(&self) -> &'static str {
        "schema.org JobPosting: JSON lines, arrays or documents"
    }

    fn read<'a>(&self, record: Json<'a>, sink: &mut dyn FnMut(Parsed<'a>)) {
        let mut record = record;
        match linked_data::postings_of(&mut record) {
            Some(postings) => postings
                .into_iter()
                .for_each(|posting| read_part(posting, sink, read)),
            None => read_object(record, sink, read),
        }
    }
}

fn read<'a>(record: &mut Json<'a>) -> Read<Draft<'a>> {
    linked_data::normalise(record);
    let mut draft = Draft {
        id: take_native_id(record)?,
        ..Draft::default()
    };
    draft.set(TextField::Title, take_title(record, &["title"])?);
    draft.date = take_date(record, &["datePosted"])?;
    draft.valid_through = take_end_date(record, &["validThrough"]);
    draft.set(TextField::Description, take_text(record, &["description"])?);
    let category = take_category(record);
    draft.set(TextField::OccupationalCategory, category);
    take_texts(record, &mut draft, TEXTS);
    take_organization(record, &mut draft);
    draft.places = take_places(record);
    draft.pay = take_pay(record);
    draft.num_positions =
        take_count(record, &["numPositions"]).or_else(|| take_count(record, &["totalJobOpenings"]));
    let context = record.get_mut("@context");
    if let Some(context) = context.filter(|context| is_schema_org(context)) {
        *context = Json::Null;
    }
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

/// A category may come as code and name: `{"codeValue": "15-1132.00", "name": "Software Developers"}`.
fn take_category<'a>(record: &mut Json<'a>) -> Option<Cow<'a, str>> {
    const PATH: &[&str] = &["occupationalCategory"];
    let entries = match record.get_mut(PATH[0]) {
        Some(Json::List(entries)) => entries.as_mut_slice(),
        Some(entry) => std::slice::from_mut(entry),
        None => &mut [],
    };
    for entry in entries {
        let code = ["codeValue", "termCode"]
            .into_iter()
            .find_map(|name| take_optional(entry, &[name]));
        if let Some(code) = code {
            let label = take_optional(entry, &["name"]);
            let both = label.map(|label| format!("{code} - {label}"));
            *entry = Json::Text(both.map_or(code, Cow::Owned));
        }
    }
    take_optional(record, PATH)
}

fn take_organization<'a>(record: &mut Json<'a>, draft: &mut Draft<'a>) {
    let (name, department) = match record.get("hiringOrganization") {
        Some(Json::Object(_) | Json::List(_)) => (
            take_optional(record, &["hiringOrganization", "name"]),
            take_optional(record, &["hiringOrganization", "department"]),
        ),
        _ => (take_optional(record, &["hiringOrganization"]), None),
    };
    draft.set(TextField::HiringOrganizationName, name);
    draft.set(TextField::HiringOrganizationDepartment, department);
}

fn take_places<'a>(record: &mut Json<'a>) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    if let Some(location) = record.get_mut("jobLocation") {
        take_place(location, &mut places);
    }
    places
}

/// What names no place stays where it was.
fn take_place<'a>(entry: &mut Json<'a>, places: &mut Vec<Place<'a>>) {
    match entry {
        Json::Text(text) => {
            let named = places_named(text);
            if !named.is_empty() {
                places.extend(named);
                *entry = Json::Null;
            }
        }
        Json::List(entries) => entries
            .iter_mut()
            .for_each(|entry| take_place(entry, places)),
        Json::Object(_) => match entry.get_mut("address") {
            Some(Json::Null) | None => places.push(take_address(entry)),
            Some(address @ Json::Object(_)) => places.push(take_address(address)),
            Some(address) => take_place(address, places),
        },
        _ => {}
    }
}

fn take_address<'a>(address: &mut Json<'a>) -> Place<'a> {
    Place {
        locality: take_optional(address, &["addressLocality"]),
        region: take_optional(address, &["addressRegion"]),
        country: take_optional(address, &["addressCountry"]),
    }
}

fn take_pay<'a>(record: &mut Json<'a>) -> Pay<'a> {
    let mut pay = Pay::default();
    let (amount, currency) = match record.get("baseSalary") {
        Some(Json::Object(_) | Json::List(_)) => {
            let currency = ["currency", "priceCurrency"]
                .into_iter()
                .find_map(|name| take_optional(record, &["baseSalary", name]));
            (take_range(record, &mut pay), currency)
        }
        _ => (take_number(record, &["baseSalary"]), None),
    };
    if let (Some(amount), None, None) = (amount, pay.min, pay.max) {
        (pay.min, pay.max) = (Some(amount), Some(amount));
    }
    for path in [&["baseSalary"][..], &["baseSalary", "value"]] {
        if pay.min.is_none() && pay.max.is_none() {
            take_written_range(record, path, &mut pay);
        }
    }
    pay.currency = currency
        .or_else(|| take_optional(record, &["salaryCurrency"]))
        .filter(|currency| !currency.trim().is_empty())
        .or(pay.currency.take());
    pay
}

/// A range as people write it: `$45,000 - $60,000 per year`.
fn take_written_range(record: &mut Json<'_>, path: &[&str], pay: &mut Pay<'_>) {
    let Some(place) = record.at_mut(path) else {
        return;
    };
    let Json::Text(text) = &*place else { return };
    let Some(range) = read_range(text) else {
        return;
    };
    (pay.min, pay.max) = (Some(range.min), Some(range.max));
    pay.unit = pay.unit.take().or(range.unit.map(Cow::Borrowed));
    pay.currency = written_currency(text).map(Cow::Borrowed);
    *place = Json::Null;
}

/// The currency that a range says it is in. A dollar sign alone may be that of five countries.
fn written_currency(text: &str) -> Option<&'static str> {
    const CODES: [&str; 8] = ["USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "INR"];
    const SIGNS: [(&str, &str); 4] = [("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR")];
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    let code = words.find_map(|word| CODES.into_iter().find(|code| *code == word));
    code.or_else(|| {
        let (_, code) = SIGNS.into_iter().find(|(sign, _)| text.contains(sign))?;
        Some(code)
    })
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
        let mut number = |names: [&str; 2]| {
            names
                .into_iter()
                .find_map(|name| take_number(record, &[level, &[name]].concat()))
        };
        pay.min = pay.min.or_else(|| number(["minValue", "minPrice"]));
        pay.max = pay.max.or_else(|| number(["maxValue", "maxPrice"]));
        pay.median = pay.median.or_else(|| number(["medianValue", "median"]));
        amount = amount.or_else(|| number(["value", "price"]));
        for name in ["unitText", "salaryFrequency", "unitCode"] {
            if pay.unit.is_none() {
                pay.unit = take_unit(record, &[level, &[name]].concat());
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
    Some(Cow::Borrowed(unit))
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
