//! The embedded starter sets: small tables of public facts, so that a book works with nothing downloaded.
//!
//! ```text
//! starter/states.csv ─► states, version "starter", table `states`, the same columns as a loaded release
//! ```
//!
//! A release that is loaded later stands beside the starter set and is newer than it.

use super::shape::{
    CBSA_COUNTIES, CBSAS, CONCEPT_RULES, ONET_CONTENT_MODEL, ONET_OCCUPATION_SKILLS,
    ONET_OCCUPATIONS, ONET_SKILLS, ONET_TASK_ACTIVITIES, ONET_TASKS, ONET_TITLES, PLACES, Row,
    SOC_CODES, SOC_CROSSWALK, STATES, Shape, maybe, text,
};
use super::{
    LoadedTaxonomy, Parsed, STARTER_VERSION, TaxonomyKind, cbsa, concepts, onet, places, soc,
    soc_model, states,
};
use crate::error::{EngineError, Result};

const STATES_CSV: &str = include_str!("starter/states.csv");
const SOC_CSV: &str = include_str!("starter/soc_codes.csv");
const SOC_2010_CSV: &str = include_str!("starter/soc_2010.csv");
const SKILLS_CSV: &str = include_str!("starter/onet_skills.csv");
const OCCUPATIONS_CSV: &str = include_str!("starter/onet_occupations.csv");
const TITLES_CSV: &str = include_str!("starter/onet_titles.csv");
const PLACES_CSV: &str = include_str!("starter/places.csv");
const CBSA_CSV: &str = include_str!("starter/cbsa_counties.csv");

/// The lists of concepts, which are called by their names and not by a version.
const CONCEPT_LISTS: &[(&str, &str)] = &[
    ("clearance", include_str!("starter/concepts/clearance.csv")),
    ("education", include_str!("starter/concepts/education.csv")),
    (
        "employment_type",
        include_str!("starter/concepts/employment_type.csv"),
    ),
    ("languages", include_str!("starter/concepts/languages.csv")),
    ("licences", include_str!("starter/concepts/licences.csv")),
    ("openings", include_str!("starter/concepts/openings.csv")),
    ("schedule", include_str!("starter/concepts/schedule.csv")),
    ("seniority", include_str!("starter/concepts/seniority.csv")),
    ("tags", include_str!("starter/concepts/tags.csv")),
    ("workplace", include_str!("starter/concepts/workplace.csv")),
];

/// The starter sets, one per kind: states, SOC major groups and the codes that 2018 gave up, O*NET elements with some tools and titles, the largest
/// cities, the largest metropolitan areas; and the lists of concepts.
pub fn starter() -> Result<Vec<LoadedTaxonomy>> {
    let mut sets = vec![
        load(&states::KIND, vec![(&STATES, state_rows()?)])?,
        load(
            &soc::KIND,
            vec![
                (&SOC_CODES, records(SOC_CSV)?),
                (&SOC_CROSSWALK, soc_successors()?),
            ],
        )?,
        load(&onet::KIND, onet_tables()?)?,
        load(&places::KIND, vec![(&PLACES, records(PLACES_CSV)?)])?,
        load(&cbsa::KIND, cbsa_tables()?)?,
        soc_model::untrained()?,
    ];
    for (list, rules) in CONCEPT_LISTS {
        let parsed = Parsed {
            tables: vec![(&CONCEPT_RULES, records(rules)?)],
            ..Parsed::default()
        };
        sets.push(super::assemble(
            &concepts::KIND,
            Some((*list).to_owned()),
            parsed,
        )?);
    }
    Ok(sets)
}

/// The states of the starter set: code, name, FIPS code, region, division.
pub(super) fn state_rows() -> Result<Vec<Row>> {
    records(STATES_CSV)
}

fn load(kind: &TaxonomyKind, tables: Vec<(&'static Shape, Vec<Row>)>) -> Result<LoadedTaxonomy> {
    let parsed = Parsed {
        tables,
        ..Parsed::default()
    };
    super::assemble(kind, Some(STARTER_VERSION.to_owned()), parsed)
}

/// The codes of 2010 that 2018 gave up, each with its successor.
fn soc_successors() -> Result<Vec<Row>> {
    let line = |codes: Row| -> Row {
        let mut codes = codes.into_iter();
        let (old, new) = (codes.next().flatten(), codes.next().flatten());
        vec![text("soc_2010"), old, None, text("soc_2018"), new, None]
    };
    Ok(records(SOC_2010_CSV)?.into_iter().map(line).collect())
}

fn onet_tables() -> Result<Vec<(&'static Shape, Vec<Row>)>> {
    let occupations = records(OCCUPATIONS_CSV)?;
    let as_title = |source: &'static str| {
        move |row: &Row| {
            let mut title: Row = row.iter().take(3).cloned().collect();
            title.extend([None, text(source)]);
            title
        }
    };
    let mut titles: Vec<Row> = occupations.iter().map(as_title("occupation")).collect();
    titles.extend(records(TITLES_CSV)?.iter().map(as_title("alternate")));
    Ok(vec![
        (&ONET_SKILLS, records(SKILLS_CSV)?),
        (&ONET_OCCUPATION_SKILLS, vec![]),
        (&ONET_OCCUPATIONS, occupations),
        (&ONET_TITLES, titles),
        (&ONET_CONTENT_MODEL, vec![]),
        (&ONET_TASKS, vec![]),
        (&ONET_TASK_ACTIVITIES, vec![]),
    ])
}

fn cbsa_tables() -> Result<Vec<(&'static Shape, Vec<Row>)>> {
    let counties = records(CBSA_CSV)?;
    let areas = counties
        .iter()
        .map(|row| row.iter().take(3).cloned().collect());
    Ok(vec![(&CBSAS, areas.collect()), (&CBSA_COUNTIES, counties)])
}

/// The rows of an embedded file, without its header; empty cells are null.
fn records(content: &str) -> Result<Vec<Row>> {
    csv::Reader::from_reader(content.as_bytes())
        .records()
        .map(|record| {
            let record = record
                .map_err(|error| EngineError::Internal(format!("an embedded table: {error}")))?;
            Ok(record
                .iter()
                .map(|cell| maybe(Some(cell).filter(|cell| !cell.is_empty())))
                .collect())
        })
        .collect()
}
