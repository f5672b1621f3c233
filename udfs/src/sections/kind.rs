//! What a section is about.
//!
//! ```text
//!  "Nice to have"  ─►  PreferredQualifications  ─►  'preferred_qualifications'
//! ```

/// What a section of a posting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum SectionKind {
    /// What stands before the first heading.
    Introduction,
    /// What one will do, and the summaries of the job.
    Responsibilities,
    /// What one must have or be.
    Requirements,
    /// What makes one eligible, as the employer words it: "Minimum Qualifications".
    Qualifications,
    /// What is welcome but not asked for.
    PreferredQualifications,
    /// Skills, knowledge and abilities.
    Skills,
    /// Schooling, licences and certificates.
    Education,
    /// Work done before.
    Experience,
    /// What the employer gives besides pay.
    Benefits,
    /// Wages and salaries.
    Pay,
    /// The employer, the team, the mission.
    AboutUs,
    /// Hours, shifts, kind and length of employment.
    Schedule,
    /// Where the work is done, and travel.
    Location,
    /// How, where and until when to apply.
    HowToApply,
    /// Equal opportunity statements, disclaimers, background checks, accommodation.
    Legal,
    /// Under a heading that says none of these.
    Other,
}

impl SectionKind {
    /// All kinds, in the order of a typical posting.
    pub(crate) const ALL: [Self; 16] = [
        Self::Introduction,
        Self::Responsibilities,
        Self::Requirements,
        Self::Qualifications,
        Self::PreferredQualifications,
        Self::Skills,
        Self::Education,
        Self::Experience,
        Self::Benefits,
        Self::Pay,
        Self::AboutUs,
        Self::Schedule,
        Self::Location,
        Self::HowToApply,
        Self::Legal,
        Self::Other,
    ];

    /// The kind of this name in SQL.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The name in SQL, in snake case.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Responsibilities => "responsibilities",
            Self::Requirements => "requirements",
            Self::Qualifications => "qualifications",
            Self::PreferredQualifications => "preferred_qualifications",
            Self::Skills => "skills",
            Self::Education => "education",
            Self::Experience => "experience",
            Self::Benefits => "benefits",
            Self::Pay => "pay",
            Self::AboutUs => "about_us",
            Self::Schedule => "schedule",
            Self::Location => "location",
            Self::HowToApply => "how_to_apply",
            Self::Legal => "legal",
            Self::Other => "other",
        }
    }
}
