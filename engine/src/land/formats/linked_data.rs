//! JSON-LD as sites publish it: postings among the other things of a page, values in wrappers, references.
//!
//! ```text
//! {"@graph": [{"@id": "#us", "name": "Acme"}, {"@type": "JobPosting", "hiringOrganization": {"@id": "#us"}}]}
//!     ─►   one posting, "hiringOrganization": {"@id": "#us", "name": "Acme"}
//! ```

use crate::land::json::Json;

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

/// Members under which a page keeps its things.
const CONTAINERS: [&str; 4] = ["@graph", "itemListElement", "item", "mainEntity"];

/// Members of a posting that may be references to other things of the page.
const REFERENCES: [&str; 2] = ["hiringOrganization", "jobLocation"];

/// The postings within a page; nothing when the record is no page that holds any.
pub(super) fn postings_of<'a>(record: &mut Json<'a>) -> Option<Vec<Json<'a>>> {
    let is_page = match record {
        Json::List(_) => true,
        Json::Object(_) => {
            !is_posting(record) && CONTAINERS.iter().any(|key| record.get(key).is_some())
        }
        _ => false,
    };
    if !is_page || !holds_posting(record) {
        return None;
    }
    let (mut postings, mut things) = (Vec::new(), Vec::new());
    collect(std::mem::take(record), &mut postings, &mut things);
    for posting in &mut postings {
        for key in REFERENCES {
            if let Some(member) = posting.get_mut(key) {
                resolve(member, &things);
            }
        }
    }
    Some(postings)
}

fn holds_posting(value: &Json<'_>) -> bool {
    match value {
        Json::List(entries) => entries.iter().any(holds_posting),
        Json::Object(_) if is_posting(value) => true,
        Json::Object(_) => CONTAINERS
            .iter()
            .filter_map(|key| value.get(key))
            .any(holds_posting),
        _ => false,
    }
}

fn collect<'a>(value: Json<'a>, postings: &mut Vec<Json<'a>>, things: &mut Vec<Json<'a>>) {
    match value {
        Json::List(entries) => entries
            .into_iter()
            .for_each(|entry| collect(entry, postings, things)),
        Json::Object(_) if is_posting(&value) => postings.push(value),
        mut thing @ Json::Object(_) => {
            for key in CONTAINERS {
                collect(thing.take(key), postings, things);
            }
            things.push(thing);
        }
        _ => {}
    }
}

fn is_posting(value: &Json<'_>) -> bool {
    let named =
        |kind: &Json<'_>| matches!(kind, Json::Text(name) if type_name(name) == "JobPosting");
    match value.get("@type") {
        Some(Json::List(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// `JobPosting`, also where it is written `http://schema.org/JobPosting` or `schema:JobPosting`.
fn type_name(name: &str) -> &str {
    name.rsplit(['/', ':', '#']).next().unwrap_or(name)
}

/// Puts the thing that is meant in the place of `{"@id": …}`.
fn resolve<'a>(member: &mut Json<'a>, things: &[Json<'a>]) {
    if let Json::List(entries) = member {
        return entries.iter_mut().for_each(|entry| resolve(entry, things));
    }
    let Json::Object(members) = &*member else {
        return;
    };
    let [(key, id)] = members.as_slice() else {
        return;
    };
    if key == "@id"
        && let Some(thing) = things.iter().find(|thing| thing.get("@id") == Some(id))
    {
        *member = thing.clone();
    }
}

/// Drops the types that the schema implies, and the wrappers of values: `{"@value": "Cook", "@language": "en"}`.
pub(super) fn normalise(value: &mut Json<'_>) {
    match value {
        Json::Object(members) => {
            let implied = |kind: &Json<'_>| matches!(kind, Json::Text(name) if IMPLIED_TYPES.contains(&type_name(name)));
            for (key, member) in members.iter_mut() {
                let says_nothing = key == "@type"
                    && match &*member {
                        Json::List(kinds) => kinds.iter().all(implied),
                        kind => implied(kind),
                    };
                if says_nothing {
                    *member = Json::Null;
                } else {
                    normalise(member);
                }
            }
            if members.iter().any(|(key, _)| key == "@value") {
                *value = value.take("@value");
            }
        }
        Json::List(entries) => entries.iter_mut().for_each(normalise),
        _ => {}
    }
}
