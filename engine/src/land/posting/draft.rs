//! A record's fields as found, before the rules of landing are applied to them.
//!
//! ```text
//! Draft { id: "42", date: Text("05/06/2016"), texts[Title]: "Caf&eacute; cook", pay: {min: 12.5, unit: "hour"} }
//! ```
//! Text borrows from the record where it can.

use std::borrow::Cow;

use chrono::NaiveDate;

/// A text column of `postings` that a record may fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum TextField {
    Title,
    AlternateName,
    Description,
    EmploymentType,
    Industry,
    OccupationalCategory,
    OnetSocCode,
    EducationRequirements,
    ExperienceRequirements,
    Qualifications,
    Responsibilities,
    Skills,
    IncentiveCompensation,
    JobBenefits,
    HiringOrganizationName,
    HiringOrganizationDepartment,
    Url,
}

impl TextField {
    /// Every text field, in the order of the columns.
    pub(crate) const ALL: [Self; 17] = [
        Self::Title,
        Self::AlternateName,
        Self::Description,
        Self::EmploymentType,
        Self::Industry,
        Self::OccupationalCategory,
        Self::OnetSocCode,
        Self::EducationRequirements,
        Self::ExperienceRequirements,
        Self::Qualifications,
        Self::Responsibilities,
        Self::Skills,
        Self::IncentiveCompensation,
        Self::JobBenefits,
        Self::HiringOrganizationName,
        Self::HiringOrganizationDepartment,
        Self::Url,
    ];

    /// The column's name.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::AlternateName => "alternate_name",
            Self::Description => "description",
            Self::EmploymentType => "employment_type",
            Self::Industry => "industry",
            Self::OccupationalCategory => "occupational_category",
            Self::OnetSocCode => "onet_soc_code",
            Self::EducationRequirements => "education_requirements",
            Self::ExperienceRequirements => "experience_requirements",
            Self::Qualifications => "qualifications",
            Self::Responsibilities => "responsibilities",
            Self::Skills => "skills",
            Self::IncentiveCompensation => "incentive_compensation",
            Self::JobBenefits => "job_benefits",
            Self::HiringOrganizationName => "hiring_organization_name",
            Self::HiringOrganizationDepartment => "hiring_organization_department",
            Self::Url => "url",
        }
    }

    /// Whether people wrote it, so that misread characters are repaired and HTML is turned to text.
    pub(crate) fn is_prose(self) -> bool {
        !matches!(self, Self::Url | Self::OnetSocCode)
    }
}

/// A date as a record gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum DateField<'a> {
    /// Absent, null or blank.
    #[default]
    Missing,
    /// Text, not yet read.
    Text(Cow<'a, str>),
    /// A typed column's value.
    Date(NaiveDate),
}

impl<'a> From<Option<Cow<'a, str>>> for DateField<'a> {
    fn from(text: Option<Cow<'a, str>>) -> Self {
        text.map_or(Self::Missing, Self::Text)
    }
}

/// Where a job is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The town.
    pub(crate) locality: Option<Cow<'a, str>>,
    /// The state, as written.
    pub(crate) region: Option<Cow<'a, str>>,
    /// The country, as written.
    pub(crate) country: Option<Cow<'a, str>>,
}

impl Place<'_> {
    /// Whether it says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        [&self.locality, &self.region, &self.country]
            .iter()
            .all(|part| part.as_deref().is_none_or(|part| part.trim().is_empty()))
    }
}

/// What a job pays.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Pay<'a> {
    /// The least.
    pub(crate) min: Option<f64>,
    /// The most.
    pub(crate) max: Option<f64>,
    /// The middle.
    pub(crate) median: Option<f64>,
    /// Canonical unit: `hour`, `day`, `week`, `biweek`, `month`, `year`, `piece`.
    pub(crate) unit: Option<Cow<'a, str>>,
    /// Currency code.
    pub(crate) currency: Option<Cow<'a, str>>,
}

/// A record's fields as found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft<'a> {
    /// The source's own id, with or without the source's prefix.
    pub(crate) id: Option<Cow<'a, str>>,
    /// When it was posted.
    pub(crate) date: DateField<'a>,
    /// Until when it stands.
    pub(crate) valid_through: DateField<'a>,
    /// The text columns, at `TextField as usize`.
    pub(crate) texts: [Option<Cow<'a, str>>; TextField::ALL.len()],
    /// Its places.
    pub(crate) places: Vec<Place<'a>>,
    /// Its pay.
    pub(crate) pay: Pay<'a>,
    /// How many are sought.
    pub(crate) num_positions: Option<i64>,
    /// What no column takes: the members of a JSON object, `"a":1,"b":2`; empty when there is nothing.
    pub(crate) extra: String,
}

impl<'a> Draft<'a> {
    /// Sets a text column.
    pub(crate) fn set(&mut self, field: TextField, text: Option<Cow<'a, str>>) {
        self.texts[field as usize] = text;
    }

    /// Keeps a text that no column takes.
    pub(crate) fn keep_extra(&mut self, key: &str, text: &str) {
        if !self.extra.is_empty() {
            self.extra.push(',');
        }
        push_json_string(&mut self.extra, key);
        self.extra.push(':');
        push_json_string(&mut self.extra, text);
    }
}

/// Appends text as a JSON string.
pub(crate) fn push_json_string(out: &mut String, text: &str) {
    use std::fmt::Write as _;
    // Writing a `&str` into a `String` as JSON cannot fail.
    let _ = write!(out, "{}", serde_json::Value::from(text));
}
