//! Virginia's CCARS "openjobs": JSON lines in an early dialect of schema.org.
//!
//! ```text
//! {"id": "4835…", "jobDescription": "…", "dateExpires": "2016-06-06", "baseSalary": {"minSalary": 0, …}}
//! ```
//! Empty text, empty lists and salaries of 0 say that nothing is known.

use super::fields::{
    Read, take_amount, take_count, take_date, take_end_date, take_id, take_text, take_texts,
    take_title,
};
use super::{Format, Parsed, read_object};
use crate::land::json::Json;
use crate::land::posting::{Draft, Pay, Place, TextField};

/// The format `virginia`.
pub(super) struct Virginia;

const TEXTS: &[(&[&str], TextField)] = &[
    (&["jobDescription"], TextField::Description),
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
    take_texts(record, &mut draft, TEXTS)?;
    let mut part = |name| take_text(record, &["jobLocation", "address", name]);
    draft.places.push(Place {
        locality: part("locality")?,
        region: part("region")?,
        country: part("countryCode")?,
    });
    let mut amount = |name| take_amount(record, &["baseSalary", name]);
    draft.pay = Pay {
        min: amount("minSalary"),
        max: amount("maxSalary"),
        median: amount("medianSalary"),
        ..Pay::default()
    };
    if record
        .get("baseSalary")
        .and_then(|salary| salary.get("salary"))
        == Some(&Json::Int(0))
    {
        record.take_at(&["baseSalary", "salary"]);
    }
    draft.pay.currency = take_text(record, &["salaryCurrency"])?;
    draft.num_positions = take_count(record, &["numberOfOpenings"]);
    Ok(draft)
}
