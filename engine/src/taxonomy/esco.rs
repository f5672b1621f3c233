//! ESCO: European skills and occupations with all their labels, skill groups, ISCO groups, and the crosswalk to O*NET.
//!
//! ```text
//! http://data.europa.eu/esco/skill/…       ─► esco_skills, esco_labels (one row per label; cells hold one label per line)
//! http://data.europa.eu/esco/occupation/…  ─► esco_occupations, esco_occupation_labels
//! http://data.europa.eu/esco/isco/C2166    ─► isco_groups
//! ```
//!
//! A file of bare labels, one a line, adds the skills that no other file names; their id is `label:` and the label.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{
    ESCO_BROADER, ESCO_LABELS, ESCO_OCCUPATION_LABELS, ESCO_OCCUPATIONS, ESCO_ONET,
    ESCO_SKILL_GROUPS, ESCO_SKILLS, ISCO_GROUPS, Row, maybe, text,
};
use super::sheet::{Sheet, SheetRow, decode};
use super::source::Source;
use super::{Parsed, TaxonomyKind};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "esco",
    title: "ESCO: European skills, competences and occupations",
    attribution: "This service uses the ESCO classification of the European Commission.",
    load,
};

const CONCEPTS: &str = "concepturi preferredlabel";
const BROADER: &str = "concepturi broaderuri";
const ONET: &str = "onetid escooriscouri";

/// A concept: name, one more word about it (skill type, ISCO code), description.
type Concepts = BTreeMap<String, [Option<String>; 3]>;

#[derive(Debug, Default)]
struct Esco {
    skills: Concepts,
    occupations: Concepts,
    skill_labels: BTreeSet<(String, String)>,
    occupation_labels: BTreeSet<(String, String)>,
    groups: Vec<Row>,
    isco: Vec<Row>,
    broader: Vec<Row>,
    onet: Vec<Row>,
    bare_labels: BTreeSet<String>,
}

fn load(source: &Source) -> Result<Parsed> {
    let mut esco = Esco::default();
    for file in &source.files {
        let stem = file.stem();
        if file.extension() == "txt" && stem.contains("skill") && stem.contains("label") {
            esco.add_bare_labels(&decode(&file.read()?));
            continue;
        }
        for sheet in Sheet::read(file, &[CONCEPTS, BROADER, ONET])? {
            for row in sheet.rows() {
                esco.add(&sheet, row);
            }
        }
    }
    Ok(esco.finish())
}

impl Esco {
    fn add(&mut self, sheet: &Sheet, row: SheetRow<'_>) -> Option<()> {
        if sheet.has(BROADER) {
            let pair = vec![text(row.get("concepturi")?), text(row.get("broaderuri")?)];
            self.broader.push(pair);
        } else if sheet.has(ONET) {
            let columns = [
                "onetid",
                "onettitle",
                "escooriscouri",
                "escooriscotitle",
                "typeofmatch",
            ];
            row.get("escooriscouri")?;
            self.onet
                .push(columns.map(|column| maybe(row.get(column))).to_vec());
        } else {
            self.add_concept(row)?;
        }
        Some(())
    }

    fn add_concept(&mut self, row: SheetRow<'_>) -> Option<()> {
        let (uri, name) = (row.get("concepturi")?, row.get("preferredlabel")?);
        let description = row.get("description|definition");
        if uri.contains("/esco/isco/") {
            let code = row.get("code").or_else(|| uri.rsplit("/C").next())?;
            self.isco
                .push(vec![text(code), text(name), maybe(description)]);
        } else if row
            .get("concepttype")
            .is_some_and(|kind| kind.ends_with("SkillGroup"))
        {
            self.groups
                .push(vec![text(uri), text(name), maybe(description)]);
        } else if uri.contains("/esco/occupation/") {
            merge(
                &mut self.occupations,
                uri,
                [Some(name), row.get("iscogroup"), description],
            );
            add_labels(&mut self.occupation_labels, uri, name, row);
        } else {
            merge(
                &mut self.skills,
                uri,
                [Some(name), row.get("skilltype"), description],
            );
            add_labels(&mut self.skill_labels, uri, name, row);
        }
        Some(())
    }

    fn add_bare_labels(&mut self, content: &str) {
        let labels = content
            .lines()
            .map(str::trim)
            .filter(|label| !label.is_empty());
        self.bare_labels.extend(labels.map(str::to_owned));
    }

    fn finish(mut self) -> Parsed {
        let known: BTreeSet<String> = self
            .skill_labels
            .iter()
            .map(|(_, l)| l.to_lowercase())
            .collect();
        for label in std::mem::take(&mut self.bare_labels) {
            if !known.contains(&label.to_lowercase()) {
                let id = format!("label:{label}");
                merge(&mut self.skills, &id, [Some(label.as_str()), None, None]);
                self.skill_labels.insert((id, label));
            }
        }
        let mut parsed = Parsed::new(
            "ESCO's CSV files (skills_en.csv, occupations_en.csv, ISCOGroups_en.csv …) or a text file of skill labels",
        );
        parsed.table(&ESCO_SKILLS, concept_rows(self.skills), "no skills");
        parsed.table(&ESCO_LABELS, label_rows(self.skill_labels), "");
        parsed.table(
            &ESCO_OCCUPATIONS,
            concept_rows(self.occupations),
            "no occupations",
        );
        parsed.table(
            &ESCO_OCCUPATION_LABELS,
            label_rows(self.occupation_labels),
            "",
        );
        parsed.table(&ESCO_SKILL_GROUPS, self.groups, "no skill groups");
        parsed.table(&ISCO_GROUPS, self.isco, "no ISCO groups");
        parsed.table(&ESCO_BROADER, self.broader, "no broader relations");
        parsed.table(&ESCO_ONET, self.onet, "no crosswalk to O*NET");
        parsed
    }
}

/// Adds what is known of a concept; of two files that name it, the first one's words stay.
fn merge(concepts: &mut Concepts, uri: &str, found: [Option<&str>; 3]) {
    let concept = concepts.entry(uri.to_owned()).or_default();
    for (cell, value) in concept.iter_mut().zip(found) {
        if cell.is_none() {
            *cell = maybe(value);
        }
    }
}

fn add_labels(labels: &mut BTreeSet<(String, String)>, uri: &str, name: &str, row: SheetRow<'_>) {
    let more = ["altlabels", "hiddenlabels"]
        .into_iter()
        .filter_map(|column| row.get(column))
        .flat_map(str::lines);
    for label in std::iter::once(name).chain(more) {
        let label = label.trim();
        if !label.is_empty() {
            labels.insert((uri.to_owned(), label.to_owned()));
        }
    }
}

fn concept_rows(concepts: Concepts) -> Vec<Row> {
    concepts
        .into_iter()
        .map(|(id, cells)| std::iter::once(Some(id)).chain(cells).collect())
        .collect()
}

fn label_rows(labels: BTreeSet<(String, String)>) -> Vec<Row> {
    labels
        .into_iter()
        .map(|(id, label)| vec![Some(id), Some(label)])
        .collect()
}
