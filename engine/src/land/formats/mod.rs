//! Source formats that need code: each turns a JSON record into drafts in the common schema.
//!
//! ```text
//! virginia       {"jobDescription": …, "normalizedTitle": {"onetCode": …}}      one posting
//! usajobs        {"SearchResult": {"SearchResultItems": [ … ]}}                 several
//! common-schema  {"@type": "JobPosting", "hiringOrganization": {"name": …}}     one posting
//! ```
//! A format takes from the record what it uses; what is left becomes the posting's `extra`.

mod common_schema;
mod fields;
mod linked_data;
mod usajobs;
mod virginia;

use std::borrow::Cow;

use daybook_udfs::{NamedPlace, parse_locations};

pub(crate) use fields::{read_number, whole};

use super::json::Json;
use super::posting::{Draft, Place, Refusal, RejectReason};

/// A record's draft, or why it has none, with its own bytes where it is a part of a larger record.
pub(crate) struct Parsed<'a> {
    /// The draft.
    pub(crate) draft: Result<Draft<'a>, Refusal>,
    /// The part of the record that this posting was, for `rejects`.
    pub(crate) raw: Option<String>,
}

/// Reads one source's records.
pub(crate) trait Format: Send + Sync {
    /// The name that `--format` takes.
    fn name(&self) -> &'static str;
    /// What it reads, in a sentence.
    fn about(&self) -> &'static str;
    /// Reads one record, which may hold several postings.
    fn read<'a>(&self, record: Json<'a>, sink: &mut dyn FnMut(Parsed<'a>));
}

/// Every format.
pub(crate) const FORMATS: &[&dyn Format] = &[
    &common_schema::CommonSchema,
    &usajobs::UsaJobs,
    &virginia::Virginia,
];

/// The format of a name.
pub(crate) fn format_named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Name and description of every format in code, for help and documentation.
pub fn format_descriptions() -> Vec<(&'static str, &'static str)> {
    FORMATS
        .iter()
        .map(|format| (format.name(), format.about()))
        .collect()
}

/// Reads a record that is one posting: an object.
fn read_object<'a>(
    mut record: Json<'a>,
    sink: &mut dyn FnMut(Parsed<'a>),
    read: impl FnOnce(&mut Json<'a>) -> Result<Draft<'a>, Refusal>,
) {
    let draft = match &record {
        Json::Object(_) => read(&mut record).map(|mut draft| {
            draft.extra = record.members_text();
            draft
        }),
        other => Err(not_an_object(other)),
    };
    sink(Parsed { draft, raw: None });
}

fn not_an_object(record: &Json<'_>) -> Refusal {
    let message = format!("the record is {}, not an object", record.kind());
    Refusal::new(RejectReason::WrongType, message)
}

/// A record that is a part of a larger one: rejected alone, with its own text.
fn read_part<'a>(
    mut part: Json<'a>,
    sink: &mut dyn FnMut(Parsed<'a>),
    read: impl FnOnce(&mut Json<'a>) -> Result<Draft<'a>, Refusal>,
) {
    let raw = Some(part.to_string());
    let draft = match &part {
        Json::Object(_) => read(&mut part).map(|mut draft| {
            draft.extra = part.members_text();
            draft
        }),
        other => Err(not_an_object(other)),
    };
    sink(Parsed { draft, raw });
}

/// The places that a text names.
pub(crate) fn places_named(text: &str) -> Vec<Place<'static>> {
    let place = |named: NamedPlace| Place {
        locality: named.locality.map(Cow::Owned),
        region: named.region.map(Cow::Owned),
        country: named.country.map(Cow::Owned),
    };
    parse_locations(text).into_iter().map(place).collect()
}

#[cfg(test)]
mod tests;
