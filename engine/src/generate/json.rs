//! A posting as one line of the common schema (schema.org JobPosting).
//!
//! ```text
//! {"@context":"http://schema.org","@type":"JobPosting","id":"7-00000041","title":"Registered Nurse", …}
//! ```
//!
//! Written by hand: the generator's speed is the speed of this.

use std::fmt::Write;

use chrono::NaiveDate;

use super::calendar::add_days;
use super::posting::{CodeGiven, Posting};

/// The line of a posting with this id on this day.
pub(super) fn line(posting: &Posting<'_>, id: &str, source: &str, day: NaiveDate) -> String {
    let mut out = String::with_capacity(posting.description.len() + 1_200);
    out.push_str("{\"@context\":\"http://schema.org\",\"@type\":\"JobPosting\"");
    field(&mut out, "id", id);
    field(&mut out, "title", &posting.title);
    field(&mut out, "description", &posting.description);
    field(&mut out, "datePosted", &day.to_string());
    field(
        &mut out,
        "validThrough",
        &format!("{}T00:00:00", add_days(day, posting.open_days)),
    );
    location(&mut out, posting);
    pay(&mut out, posting);
    field(&mut out, "employmentType", posting.employment);
    field(&mut out, "industry", posting.industry);
    code(&mut out, posting);
    field(&mut out, "educationRequirements", posting.education);
    field(&mut out, "experienceRequirements", posting.experience);
    field(&mut out, "qualifications", &posting.qualifications);
    field(&mut out, "skills", &posting.skills);
    field(&mut out, "jobBenefits", posting.benefits);
    out.push_str(",\"hiringOrganization\":{\"@type\":\"Organization\"");
    field(&mut out, "name", &posting.employer);
    out.push('}');
    field(
        &mut out,
        "url",
        &format!("https://jobs.example.org/{}/{id}", source.to_lowercase()),
    );
    number(&mut out, "numPositions", posting.positions);
    out.push('}');
    out
}

fn location(out: &mut String, posting: &Posting<'_>) {
    if let Some(city) = posting.city {
        out.push_str(
            ",\"jobLocation\":{\"@type\":\"Place\",\"address\":{\"@type\":\"PostalAddress\"",
        );
        field(out, "addressLocality", city.name);
        field(out, "addressRegion", posting.region);
        out.push_str("}}");
    }
}

fn pay(out: &mut String, posting: &Posting<'_>) {
    if let Some(pay) = &posting.pay {
        out.push_str(",\"baseSalary\":{\"@type\":\"MonetaryAmount\"");
        number(out, "minValue", pay.low);
        number(out, "maxValue", pay.high);
        field(out, "currency", "USD");
        field(out, "salaryFrequency", pay.unit);
        out.push('}');
    }
}

fn code(out: &mut String, posting: &Posting<'_>) {
    match posting.code_given {
        CodeGiven::Onet => field(out, "onet_soc_code", &format!("{}.00", posting.soc_code)),
        CodeGiven::Category => field(out, "occupationalCategory", posting.soc_code),
        CodeGiven::Empty => field(out, "onet_soc_code", ""),
        CodeGiven::Nowhere => {}
    }
}

fn number(out: &mut String, name: &str, value: u32) {
    // Writing to a text cannot fail.
    let _written = write!(out, ",\"{name}\":{value}");
}

fn field(out: &mut String, name: &str, value: &str) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":\"");
    escape(out, value);
    out.push('"');
}

/// JSON's escapes; runs of plain text are copied whole.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest
        .bytes()
        .position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
    {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'\n' => out.push_str("\\n"),
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            other => {
                let _written = write!(out, "\\u{other:04x}");
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
