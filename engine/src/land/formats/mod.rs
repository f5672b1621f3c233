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
mod usajobs;
mod virginia;

use std::borrow::Cow;

pub(crate) use common_schema::read_place;
pub(crate) use fields::{read_number, whole};

use super::json::Json;
use super::posting::{Draft, Refusal, RejectReason};

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

/// The canonical unit of pay, where the text is one.
pub(crate) fn pay_unit(text: &str) -> Option<Cow<'static, str>> {
    let unit = match text.trim().to_ascii_lowercase().as_str() {
        "hour" | "hourly" | "per hour" | "hr" | "ph" | "hur" => "hour",
        "day" | "daily" | "per day" | "pd" | "dai" => "day",
        "week" | "weekly" | "per week" | "wk" | "pw" => "week",
        "biweek" | "biweekly" | "bi-weekly" | "bi" | "bw" | "per biweek" => "biweek",
        "month" | "monthly" | "per month" | "mth" | "mon" | "pm" => "month",
        "year" | "yearly" | "annual" | "annually" | "per year" | "yr" | "pa" | "per annum" => {
            "year"
        }
        "piece" | "piece rate" | "piecework" | "per piece" => "piece",
        _ => return None,
    };
    Some(Cow::Borrowed(unit))
}

#[cfg(test)]
mod tests;
