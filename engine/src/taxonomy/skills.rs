//! A team's own list of skills, for `extract_skills('skills@<list>', …)`.
//!
//! ```text
//! gis_tools.csv:  skill,id,category,aliases                     gis_tools.txt:  QGIS
//!                 QGIS,g1,software,Quantum GIS|Q-GIS                            PostGIS
//!   ─► skills        g1, QGIS, software                           ─► skills  QGIS, QGIS
//!      skill_labels  g1, Quantum GIS; g1, Q-GIS                              PostGIS, PostGIS
//! ```
//!
//! A text file has one name a line; any other file a header. A skill without an identifier is identified by its name;
//! rows with one identifier are one skill, called as the first of them says.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Row, SKILL_LABELS, SKILLS, maybe, text};
use super::sheet::{Sheet, SheetRow, decode};
use super::source::Source;
use super::{Parsed, TaxonomyKind};
use crate::error::Result;

pub(super) const KIND: TaxonomyKind = TaxonomyKind {
    name: "skills",
    title: "A list of skills of your own; its version is the list's name",
    attribution: "The list's own makers.",
    load,
};

const NAME: &str = "skill|skillname|name|preferredlabel|label|term";
const ID: &str = "skillid|id|concepturi|uri|code";
const CATEGORY: &str = "category|group|skilltype|type";
const ALIASES: &str =
    "aliases|alias|altlabels|alternativelabels|alternatelabels|synonyms|otherlabels";

#[derive(Debug, Default)]
struct Skills {
    /// Name and category by identifier.
    named: BTreeMap<String, (String, Option<String>)>,
    labels: BTreeSet<(String, String)>,
}

fn load(source: &Source) -> Result<Parsed> {
    let mut skills = Skills::default();
    for file in &source.files {
        if file.extension() == "txt" {
            for name in decode(&file.read()?).lines() {
                skills.add(name.trim(), None, None);
            }
            continue;
        }
        for sheet in Sheet::read(file, &[NAME])? {
            sheet.rows().for_each(|row| skills.add_row(row));
        }
    }
    Ok(skills.finish())
}

impl Skills {
    fn add_row(&mut self, row: SheetRow<'_>) {
        let Some(name) = row.get(NAME) else { return };
        let id = row.get(ID);
        self.add(name, id, row.get(CATEGORY));
        let aliases = row.get(ALIASES).unwrap_or_default();
        for alias in aliases.split(['\n', '|', ';']).map(str::trim) {
            if !alias.is_empty() {
                let id = id.unwrap_or(name).to_owned();
                self.labels.insert((id, alias.to_owned()));
            }
        }
    }

    fn add(&mut self, name: &str, id: Option<&str>, category: Option<&str>) {
        if name.is_empty() {
            return;
        }
        let id = id.unwrap_or(name).to_owned();
        let (first, known) = self
            .named
            .entry(id.clone())
            .or_insert_with(|| (name.to_owned(), None));
        if known.is_none() {
            *known = category.map(str::to_owned);
        }
        if first != name {
            self.labels.insert((id, name.to_owned()));
        }
    }

    fn finish(self) -> Parsed {
        let mut parsed = Parsed::new(
            "a text file with one skill a line, or a table with a column `skill` (or `name`, `label`) and, as you \
             like, `id`, `category` and `aliases` (separated by `|`, `;` or line ends)",
        );
        let named = self.named.into_iter();
        let rows: Vec<Row> = named
            .map(|(id, (name, category))| vec![text(&id), text(&name), maybe(category.as_deref())])
            .collect();
        parsed.table(&SKILLS, rows, "no skills");
        let labels = self.labels.into_iter();
        let labels = labels.map(|(id, label)| vec![Some(id), Some(label)]);
        parsed.table(&SKILL_LABELS, labels.collect(), "");
        parsed
    }
}

#[cfg(test)]
mod tests;
