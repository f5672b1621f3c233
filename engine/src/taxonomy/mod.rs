//! Taxonomies: versioned reference data read from the files their publishers distribute.
//!
//! ```text
//! db_29_3_text.zip ─► source (files) ─► sheet (columns by name) ─► onet.rs (build rules) ─► LoadedTaxonomy
//!                                                                        kind    onet
//!                                                                        version 29.3
//!                                                                        tables  onet_skills, onet_occupations …
//! ```
//!
//! A new taxonomy is one file here and one line in [`kinds`]. Loaders take what a release has and say what it lacks;
//! they fail only when nothing usable is there.

mod cbsa;
mod concepts;
mod connecticut;
mod esco;
mod onet;
mod places;
mod shape;
mod sheet;
mod skills;
mod soc;
mod soc_model;
mod source;
mod starter;
mod states;
mod version;

#[cfg(test)]
mod tests;

use std::path::Path;

use datafusion::arrow::array::RecordBatch;

use crate::error::{EngineError, Result};
use shape::{Row, Shape};
use source::Source;

pub use soc_model::{SOC_MODEL, TrainedModel, model_bytes, trained_taxonomy};
pub use starter::starter;

/// The version of the embedded starter sets.
pub const STARTER_VERSION: &str = "starter";

/// A taxonomy read from files, ready to be kept in a book.
#[derive(Debug, Clone)]
pub struct LoadedTaxonomy {
    /// Which taxonomy: `onet`, `soc`, `cbsa`, `states`, `places`, `esco`, `skills`, `concepts`, `soc_model`.
    pub kind: String,
    /// The release, as its files name it (`29.3`), or the start of the fingerprint.
    pub version: String,
    /// Digest of the content in canonical order: the same facts packed differently have the same one.
    pub fingerprint: String,
    /// Who made it and under which licence it may be used.
    pub attribution: String,
    /// The tables, by name.
    pub tables: Vec<(String, RecordBatch)>,
    /// What this release lacks, in words: `no abilities (Abilities.txt)`.
    pub absent: Vec<String>,
}

impl LoadedTaxonomy {
    /// A table by name.
    pub fn table(&self, name: &str) -> Option<&RecordBatch> {
        self.tables
            .iter()
            .find(|(table, _)| table == name)
            .map(|(_, batch)| batch)
    }

    /// Rows of all tables together.
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|(_, batch)| batch.num_rows()).sum()
    }
}

/// A kind of taxonomy that can be loaded.
#[derive(Debug, Clone, Copy)]
pub struct TaxonomyKind {
    /// Its name in statements and commands.
    pub name: &'static str,
    /// What it is, in a line.
    pub title: &'static str,
    /// Who made it and under which licence it may be used.
    pub attribution: &'static str,
    load: fn(&Source) -> Result<Parsed>,
}

/// The taxonomies that can be loaded.
pub fn kinds() -> &'static [TaxonomyKind] {
    &[
        onet::KIND,
        soc::KIND,
        cbsa::KIND,
        states::KIND,
        places::KIND,
        esco::KIND,
        skills::KIND,
        concepts::KIND,
    ]
}

/// What a loader found: rows per table, before they are put in order.
#[derive(Debug, Default)]
struct Parsed {
    /// The release, when the files' contents tell it.
    version: Option<String>,
    tables: Vec<(&'static Shape, Vec<Row>)>,
    absent: Vec<String>,
    /// What was looked for, for the message when nothing was found.
    looked_for: &'static str,
}

impl Parsed {
    fn new(looked_for: &'static str) -> Self {
        Self {
            looked_for,
            ..Self::default()
        }
    }

    /// Adds a table; an empty one is also noted as absent, in words.
    fn table(&mut self, shape: &'static Shape, rows: Vec<Row>, absent: &str) {
        if rows.is_empty() && !absent.is_empty() {
            self.absent.push(absent.to_owned());
        }
        self.tables.push((shape, rows));
    }

    fn is_empty(&self) -> bool {
        self.tables.iter().all(|(_, rows)| rows.is_empty())
    }
}

/// Reads the taxonomy `kind` from `path`: a zip, a folder (zips and folders within it included) or a single file.
///
/// The version is the one that path or files name, else `version`, else the start of the fingerprint; a `version` given
/// explicitly wins over all.
pub async fn load(kind: &str, path: &Path, version: Option<&str>) -> Result<LoadedTaxonomy> {
    let kind = find_kind(kind)?;
    let (path, version) = (path.to_owned(), version.map(str::to_owned));
    tokio::task::spawn_blocking(move || load_blocking(kind, &path, version))
        .await
        .map_err(|error| EngineError::Internal(format!("loading a taxonomy stopped: {error}")))?
}

fn find_kind(name: &str) -> Result<&'static TaxonomyKind> {
    kinds()
        .iter()
        .find(|kind| kind.name == name)
        .ok_or_else(|| {
            let known: Vec<&str> = kinds().iter().map(|kind| kind.name).collect();
            EngineError::NotFound(format!(
                "no taxonomy '{name}'; the kinds are {}",
                known.join(", ")
            ))
        })
}

fn load_blocking(
    kind: &TaxonomyKind,
    path: &Path,
    version: Option<String>,
) -> Result<LoadedTaxonomy> {
    let source = Source::open(path)?;
    let parsed = (kind.load)(&source)?;
    if parsed.is_empty() {
        return Err(EngineError::Data(format!(
            "{}: nothing of taxonomy '{}' in its {} readable files; looked for {}",
            path.display(),
            kind.name,
            source.files.len(),
            parsed.looked_for
        )));
    }
    let version = version
        .or_else(|| parsed.version.clone())
        .or_else(|| version::from_names(kind.name, &source));
    assemble(kind, version, parsed)
}

fn assemble(
    kind: &TaxonomyKind,
    version: Option<String>,
    parsed: Parsed,
) -> Result<LoadedTaxonomy> {
    let tables = parsed
        .tables
        .into_iter()
        .map(|(shape, rows)| Ok((shape.name.to_owned(), shape.batch(rows)?)))
        .collect::<Result<Vec<_>>>()?;
    let fingerprint = shape::fingerprint(kind.name, &tables);
    Ok(LoadedTaxonomy {
        kind: kind.name.to_owned(),
        version: version.unwrap_or_else(|| fingerprint.chars().take(12).collect()),
        attribution: kind.attribution.to_owned(),
        fingerprint,
        tables,
        absent: parsed.absent,
    })
}
