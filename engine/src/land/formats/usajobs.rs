//! USAJOBS Search API: one document per file, JSON lines, or whole result pages.
//!
//! ```text
//! {"SearchResult": {"SearchResultItems": [
//!     {"MatchedObjectId": "442", "MatchedObjectDescriptor": {"PositionTitle": …, "UserArea": {"Details": …}}}]}}
//! ```
//! The id is `MatchedObjectId`, never the path of the file: the same job keeps its id wherever it lies.

use std::borrow::Cow;

use super::fields::{
    Read, take_amount, take_count, take_date, take_end_date, take_id, take_text, take_texts,
    take_title,
};
use super::{Format, Parsed, not_an_object, pay_unit, read_object};
use crate::land::json::Json;
use crate::land::posting::{Draft, Pay, Place, TextField};

/// The format `usajobs`.
pub(super) struct UsaJobs;

const DETAILS: [&str; 2] = ["UserArea", "Details"];
const TEXTS: &[(&[&str], TextField)] = &[
    (&["QualificationSummary"], TextField::Qualifications),
    (
        &["UserArea", "Details", "JobSummary"],
        TextField::Description,
    ),
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
            return items.into_iter().for_each(|item| read_part(item, sink));
        }
        if let Json::List(items) = record {
            return items.into_iter().for_each(|item| read_part(item, sink));
        }
        read_object(record, sink, read_item);
    }
}

/// One item of a page: rejected alone, with its own text.
fn read_part<'a>(mut item: Json<'a>, sink: &mut dyn FnMut(Parsed<'a>)) {
    let Json::Object(_) = &item else {
        let (draft, raw) = (Err(not_an_object(&item)), Some(item.to_string()));
        return sink(Parsed { draft, raw });
    };
    let raw = Some(item.to_string());
    let draft = read_item(&mut item).map(|mut draft| {
        draft.extra = item.members_text();
        draft
    });
    sink(Parsed { draft, raw });
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
    let url = take_text(posting, &["PositionURI"])?;
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
    take_texts(posting, &mut draft, TEXTS)?;
    draft.set(TextField::Responsibilities, take_duties(posting)?);
    draft.places = take_places(posting)?;
    draft.pay = take_pay(posting)?;
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
fn take_duties<'a>(posting: &mut Json<'a>) -> Read<Option<Cow<'a, str>>> {
    let path = [DETAILS[0], DETAILS[1], "MajorDuties"];
    if let Some(Json::List(entries)) = posting.at_mut(&path)
        && entries.iter().all(|entry| matches!(entry, Json::Text(_)))
    {
        let paragraphs = std::mem::take(entries)
            .into_iter()
            .filter_map(Json::scalar_text);
        return Ok(Some(Cow::Owned(paragraphs.collect::<Vec<_>>().join("\n"))));
    }
    take_text(posting, &path)
}

fn take_places<'a>(posting: &mut Json<'a>) -> Read<Vec<Place<'a>>> {
    let mut places = Vec::new();
    let entries = match posting.get_mut("PositionLocation") {
        Some(Json::List(entries)) => entries.as_mut_slice(),
        Some(entry @ Json::Object(_)) => std::slice::from_mut(entry),
        _ => return Ok(places),
    };
    for entry in entries {
        places.push(Place {
            locality: take_text(entry, &["CityName"])?,
            region: take_text(entry, &["CountrySubDivisionCode"])?,
            country: take_text(entry, &["CountryCode"])?,
        });
    }
    Ok(places)
}

fn take_pay<'a>(posting: &mut Json<'a>) -> Read<Pay<'a>> {
    let mut amount = |name| take_amount(posting, &["PositionRemuneration", name]);
    let mut pay = Pay {
        min: amount("MinimumRange"),
        max: amount("MaximumRange"),
        ..Pay::default()
    };
    let code = ["PositionRemuneration", "RateIntervalCode"];
    if let Some(place) = posting.at_mut(&code)
        && let Some(unit) = place.clone().scalar_text().as_deref().and_then(interval)
    {
        pay.unit = Some(unit);
        *place = Json::Null;
    }
    Ok(pay)
}

/// USAJOBS writes `PA` for per annum, `PH`, `PD`, `PW`, `PM`, `BW`; newer pages spell it out.
fn interval(code: &str) -> Option<Cow<'static, str>> {
    let unit = match code.trim() {
        "PA" => "year",
        "PH" => "hour",
        "PD" => "day",
        "PW" | "WK" => "week",
        "BW" => "biweek",
        "PM" => "month",
        "PR" => "piece",
        other => return pay_unit(other),
    };
    Some(Cow::Borrowed(unit))
}
