//! The models and source mappings that ship with Daybook: plain SQL files, one line each.

/// The files of the built-in models.
pub(crate) const BUILT_IN_MODELS: &[&str] = &[
    include_str!("../../models/attributes/title_clean_phase_one.sql"),
    include_str!("../../models/attributes/title_clean_phase_two.sql"),
    include_str!("../../models/attributes/title_normalized.sql"),
    include_str!("../../models/attributes/state.sql"),
    include_str!("../../models/attributes/geography.sql"),
    include_str!("../../models/attributes/soc_given.sql"),
    include_str!("../../models/attributes/soc_common.sql"),
    include_str!("../../models/attributes/soc_top.sql"),
    include_str!("../../models/attributes/pay.sql"),
    include_str!("../../models/attributes/pay_text.sql"),
    include_str!("../../models/attributes/skill_extract_onet_ksat_exact.sql"),
    include_str!("../../models/attributes/skill_extract_onet_ksat_occscoped_exact.sql"),
    include_str!("../../models/attributes/skill_extract_onet_ksat_fuzzy.sql"),
    include_str!("../../models/attributes/sections.sql"),
    include_str!("../../models/attributes/education.sql"),
    include_str!("../../models/attributes/experience.sql"),
    include_str!("../../models/attributes/licences.sql"),
    include_str!("../../models/attributes/clearance.sql"),
    include_str!("../../models/attributes/employment_type.sql"),
    include_str!("../../models/attributes/schedule.sql"),
    include_str!("../../models/attributes/workplace.sql"),
    include_str!("../../models/attributes/seniority.sql"),
    include_str!("../../models/attributes/openings.sql"),
    include_str!("../../models/attributes/languages.sql"),
    include_str!("../../models/attributes/posting_language.sql"),
    include_str!("../../models/attributes/tags.sql"),
    include_str!("../../models/attributes/tasks.sql"),
    include_str!("../../models/attributes/employer.sql"),
    include_str!("../../models/attributes/readability.sql"),
    include_str!("../../models/counts/title_counts.sql"),
    include_str!("../../models/counts/title_skill_counts.sql"),
    include_str!("../../models/counts/title_soc_counts.sql"),
    include_str!("../../models/counts/skill_counts.sql"),
    include_str!("../../models/counts/soc_counts.sql"),
    include_str!("../../models/counts/soc_skill_counts.sql"),
    include_str!("../../models/counts/pay_counts.sql"),
    include_str!("../../models/datasets/title_count.sql"),
    include_str!("../../models/datasets/geo_title_count.sql"),
    include_str!("../../models/datasets/cleaned_title_count.sql"),
    include_str!("../../models/datasets/cleaned_geo_title_count.sql"),
    include_str!("../../models/datasets/soc_given_count.sql"),
    include_str!("../../models/datasets/geo_soc_given_count.sql"),
];

/// The built-in source mappings: name and file.
pub(crate) const SOURCE_MAPPINGS: &[(&str, &str)] = &[
    ("h2a", include_str!("../../models/sources/h2a.sql")),
    (
        "nyc_jobs",
        include_str!("../../models/sources/nyc_jobs.sql"),
    ),
    (
        "usajobs_announcements",
        include_str!("../../models/sources/usajobs_announcements.sql"),
    ),
    (
        "usajobs_questionnaires",
        include_str!("../../models/sources/usajobs_questionnaires.sql"),
    ),
];
