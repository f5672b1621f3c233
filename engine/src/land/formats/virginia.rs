//! Virginia's CCARS "openjobs": JSON lines in an early dialect of schema.org.
//!
//! ```text
//! {"id": "4835…", "jobDescription": "…", "dateExpires": "2016-06-06", "baseSalary": {"minSalary": 0, …}}
//! ```
//! Empty text, empty lists and salaries of 0 say that nothing is known.

use super::fields::{
    Read, take_amount, take_count, take_date, take_end_date, take_id, take_optional, take_text,
    take_texts, take_title,
};
use super::{Format, Parsed, places_named, read_object};
use crate::land::json::Json;
use crate::land::posting::{Draft, Pay, Place, TextField};

/// The format `virginia`.
pub(super) struct Virginia;

const TEXTS: &[(&[&str], TextField)] = &[
    (&["employmentType"], TextField::EmploymentType),
    (
        &["hiringOrganization", "organizationCode"],
        TextField::Industry,
    ),
    (&["occupationalCategory"], TextField::OccupationalCategory),
    (&["normalizedTitle", "onetCode"], TextField::OnetSocCode),
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
    (
        &["hiringOrganization", "organizationName"],
        TextField::HiringOrganizationName,
    ),
    (&["url"], TextField::Url),
];

impl Format for Virginia {
    fn name(&self) -> &'static str {
        "virginia"
    }

    fn about(&self) -> &'static str {
        "Virginia's CCARS openjobs, JSON lines"
    }

    fn read<'a>(&self, record: Json<'a>, sink: &mut dyn FnMut(Parsed<'a>)) {
        read_object(record, sink, read);
    }
}

fn read<'a>(record: &mut Json<'a>) -> Read<Draft<'a>> {
    let mut draft = Draft {
        id: take_id(record, &["id"])?,
        ..Draft::default()
    };
    draft.set(TextField::Title, take_title(record, &["title"])?);
    draft.date = take_date(record, &["datePosted"])?;
    draft.valid_through = take_end_date(record, &["dateExpires"]);
    draft.set(
        TextField::Description,
        take_text(record, &["jobDescription"])?,
    );
    take_texts(record, &mut draft, TEXTS);
    if draft.texts[TextField::HiringOrganizationName as usize].is_none() {
        let name = take_optional(record, &["hiringOrganization"]);
        draft.set(TextField::HiringOrganizationName, name);
    }
    draft.places = take_places(record);
    // Some exports have the amounts beside `baseSalary` instead of in it.
    let mut amount =
        |name| take_amount(record, &["baseSalary", name]).or_else(|| take_amount(record, &[name]));
    draft.pay = Pay {
        min: amount("minSalary"),
        max: amount("maxSalary"),
        median: amount("medianSalary"),
        ..Pay::default()
    };
    // `salary` is the amount where there is no range; 0 says nothing.
    if draft
        .pay
        .min
        .or(draft.pay.max)
        .or(draft.pay.median)
        .is_none()
    {
        let single = take_amount(record, &["baseSalary", "salary"]);
        let single = single.or_else(|| take_amount(record, &["baseSalary"]));
        (draft.pay.min, draft.pay.max) = (single, single);
    } else if let Some(salary) = record.at_mut(&["baseSalary", "salary"])
        && *salary == Json::Int(0)
    {
        *salary = Json::Null;
    }
    draft.pay.currency = take_optional(record, &["salaryCurrency"]);
    draft.num_positions = take_count(record, &["numberOfOpenings"]);
    Ok(draft)
}

fn take_places<'a>(record: &mut Json<'a>) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    let entries = match record.get_mut("jobLocation") {
        Some(Json::List(entries)) => entries.as_mut_slice(),
        Some(entry) => std::slice::from_mut(entry),
        None => &mut [],
    };
    for entry in entries {
        let mut part = |name| take_optional(entry, &["address", name]);
        let place = Place {
            locality: part("locality"),
            region: part("region"),
            country: part("countryCode"),
        };
        if !place.is_blank() {
            places.push(place);
            continue;
        }
        // One line instead of an address in parts.
        let place = if matches!(entry, Json::Text(_)) {
            Some(entry)
        } else {
            entry.get_mut("address")
        };
        if let Some(line) = place
            && let Json::Text(text) = &*line
        {
            let named = places_named(text);
            if !named.is_empty() {
                places.extend(named);
                *line = Json::Null;
            }
        }
    }
    places
}
