//! USAJOBS Search API: one document per file, JSON lines, or whole result pages.
//!
//! ```text
//! {"SearchResult": {"SearchResultItems": [
//!     {"MatchedObjectId": "442", "MatchedObjectDescriptor": {"PositionTitle": …, "UserArea": {"Details": …}}}]}}
//! ```
//! The id is `MatchedObjectId`, never the path of the file: the same job keeps its id wherever it lies.

use std::borrow::Cow;

use daybook_udfs::pay_unit;

use super::fields::{
    Read, take_amount, take_count, take_date, take_end_date, take_id, take_optional, take_text,
    take_texts, take_title,
};
use super::{Format, Parsed, places_named, read_object, read_part};
use crate::land::json::Json;
use crate::land::posting::{Draft, Pay, Place, TextField};

/// The format `usajobs`.
pub(super) struct UsaJobs;

const DETAILS: [&str; 2] = ["UserArea", "Details"];
const TEXTS: &[(&[&str], TextField)] = &[
    (&["QualificationSummary"], TextField::Qualifications),
    (
        &["UserArea", "Details", "Education"],
        TextField::EducationRequirements,
    ),
    (
        &["UserArea", "Details", "Requirements"],
        TextField::ExperienceRequirements,
    ),
    (&["UserArea", "Details", "Benefits"], TextField::JobBenefits),
    (&["PositionSchedule", "Name"], TextField::EmploymentType),
    (&["OrganizationName"], TextField::HiringOrganizationName),
    (&["DepartmentName"], TextField::HiringOrganizationDepartment),
];

impl Format for UsaJobs {
    fn name(&self) -> &'static str {
        "usajobs"
    }

    fn about(&self) -> &'static str {
        "USAJOBS Search API: documents, JSON lines or result pages"
    }

    fn read<'a>(&self, mut record: Json<'a>, sink: &mut dyn FnMut(Parsed<'a>)) {
        let page = record.get_mut("SearchResult");
        if let Some(Json::List(items)) = page.map(|page| page.take("SearchResultItems")) {
            return items
                .into_iter()
                .for_each(|item| read_part(item, sink, read_item));
        }
        if let Json::List(items) = record {
            return items
                .into_iter()
                .for_each(|item| read_part(item, sink, read_item));
        }
        read_object(record, sink, read_item);
    }
}

fn read_item<'a>(item: &mut Json<'a>) -> Read<Draft<'a>> {
    let matched = take_id(item, &["MatchedObjectId"])?;
    let Some(wrapped @ Json::Object(_)) = item.get_mut("MatchedObjectDescriptor") else {
        return read_descriptor(item, matched);
    };
    let mut posting = std::mem::take(wrapped);
    let draft = read_descriptor(&mut posting, matched);
    // What is left of the descriptor goes back to where it was.
    if let Some(place) = item.get_mut("MatchedObjectDescriptor") {
        *place = posting;
    }
    draft
}

fn read_descriptor<'a>(posting: &mut Json<'a>, id: Option<Cow<'a, str>>) -> Read<Draft<'a>> {
    let mut draft = Draft {
        id,
        ..Draft::default()
    };
    let url = take_optional(posting, &["PositionURI"]);
    if draft.id.is_none() {
        draft.id = take_id(posting, &["PositionID"])?;
    }
    if draft.id.is_none() {
        draft.id = url.as_deref().and_then(last_number).map(Cow::Owned);
    }
    draft.set(TextField::Url, url);
    draft.set(TextField::Title, take_title(posting, &["PositionTitle"])?);
    draft.date = take_date(posting, &["PositionStartDate"])?;
    draft.valid_through = take_end_date(posting, &["PositionEndDate"]);
    let summary = take_text(posting, &[DETAILS[0], DETAILS[1], "JobSummary"])?;
    draft.set(TextField::Description, summary);
    take_texts(posting, &mut draft, TEXTS);
    draft.set(TextField::Responsibilities, take_duties(posting));
    if draft.texts[TextField::EmploymentType as usize].is_none() {
        draft.set(
            TextField::EmploymentType,
            take_optional(posting, &["PositionSchedule"]),
        );
    }
    draft.places = take_places(posting);
    draft.pay = take_pay(posting);
    draft.num_positions = take_count(posting, &[DETAILS[0], DETAILS[1], "TotalOpenings"]);
    Ok(draft)
}

/// The last number of a link: `https://www.usajobs.gov:443/GetJob/ViewDetails/442040700`.
fn last_number(url: &str) -> Option<String> {
    let digits = url
        .rsplit(|c: char| !c.is_ascii_digit())
        .find(|run| !run.is_empty())?;
    Some(digits.to_owned())
}

/// Duties come as one text or as a list of paragraphs.
fn take_duties<'a>(posting: &mut Json<'a>) -> Option<Cow<'a, str>> {
    let path = [DETAILS[0], DETAILS[1], "MajorDuties"];
    if let Some(Json::List(entries)) = posting.at_mut(&path)
        && entries.iter().all(|entry| matches!(entry, Json::Text(_)))
    {
        let paragraphs = std::mem::take(entries)
            .into_iter()
            .filter_map(Json::scalar_text);
        return Some(Cow::Owned(paragraphs.collect::<Vec<_>>().join("\n")));
    }
    take_optional(posting, &path)
}

/// Places come one by one; newer pages repeat the state in `CityName` ("Tulsa, Oklahoma").
fn take_places<'a>(posting: &mut Json<'a>) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    let entries = match posting.get_mut("PositionLocation") {
        Some(Json::List(entries)) => entries.as_mut_slice(),
        Some(entry @ (Json::Object(_) | Json::Text(_))) => std::slice::from_mut(entry),
        _ => &mut [],
    };
    for entry in entries {
        take_place(entry, &mut places);
    }
    if places.is_empty() {
        let shown = take_optional(posting, &["PositionLocationDisplay"]);
        places.extend(shown.iter().flat_map(|shown| places_named(shown)));
        if places.is_empty()
            && let (Some(place), Some(shown)) = (posting.get_mut("PositionLocationDisplay"), shown)
        {
            *place = Json::Text(shown);
        }
    }
    places
}

fn take_place<'a>(entry: &mut Json<'a>, places: &mut Vec<Place<'a>>) {
    if let Json::Text(text) = &*entry {
        let named = places_named(text);
        if !named.is_empty() {
            places.extend(named);
            *entry = Json::Null;
        }
        return;
    }
    let mut place = Place {
        locality: take_optional(entry, &["CityName"]),
        region: take_optional(entry, &["CountrySubDivisionCode"]),
        country: take_optional(entry, &["CountryCode"]),
    };
    let repeated = place.locality.as_deref().zip(place.region.as_deref());
    let city =
        repeated.and_then(|(city, region)| city.strip_suffix(region)?.trim_end().strip_suffix(','));
    if let Some(city) = city.map(|city| city.trim_end().to_owned()) {
        place.locality = Some(Cow::Owned(city));
    }
    if !place.is_blank() {
        return places.push(place);
    }
    let named = entry
        .get("LocationName")
        .cloned()
        .and_then(Json::scalar_text);
    places.extend(named.iter().flat_map(|named| places_named(named)));
}

fn take_pay<'a>(posting: &mut Json<'a>) -> Pay<'a> {
    let mut amount = |name| take_amount(posting, &["PositionRemuneration", name]);
    let mut pay = Pay {
        min: amount("MinimumRange"),
        max: amount("MaximumRange"),
        ..Pay::default()
    };
    let code = ["PositionRemuneration", "RateIntervalCode"];
    if let Some(place) = posting.at_mut(&code)
        && let Some(unit) = place.clone().scalar_text().as_deref().and_then(pay_unit)
    {
        pay.unit = Some(Cow::Borrowed(unit));
        *place = Json::Null;
    }
    pay
}
