//! The taxonomies that functions read: found, loaded once, and named in lineage.
//!
//! ```text
//! extract_skills('onet_ksat@29.3', …)  reads the framework onet_ksat, which is onet 29.3's onet_skills
//! state_code(…)                        reads states, the newest version in the book, else the starter set
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use datafusion::arrow::record_batch::RecordBatch;
use daybook_catalog::{Book, TaxonomyRecord};
use daybook_engine::taxonomy::LoadedTaxonomy;
use daybook_udfs::{FunctionEntry, Reads, ReferenceData};
use parking_lot::Mutex;

use crate::error::{Error, Result};
use crate::text::{AT, Call};

mod build;

pub(crate) use build::{trained, training_lines};

/// A skills framework: where its names come from.
#[derive(Debug)]
struct Framework {
    name: &'static str,
    kind: &'static str,
    table: &'static str,
    /// Only the skills of this category.
    category: Option<&'static str>,
    /// The table of further labels.
    labels: Option<&'static str>,
}

const FRAMEWORKS: &[Framework] = &[
    Framework {
        name: "onet_ksat",
        kind: "onet",
        table: "onet_skills",
        category: None,
        labels: None,
    },
    Framework {
        name: "onet_technology",
        kind: "onet",
        table: "onet_skills",
        category: Some("Technology"),
        labels: None,
    },
    Framework {
        name: "esco",
        kind: "esco",
        table: "esco_skills",
        category: None,
        labels: Some("esco_labels"),
    },
    // A version of `skills` is a list of its own, not an edition of the one before.
    Framework {
        name: "skills",
        kind: "skills",
        table: "skills",
        category: None,
        labels: Some("skill_labels"),
    },
];

/// A taxonomy of the book, or of the starter set where the book has none of its kind.
#[derive(Debug, Clone)]
pub(crate) struct Taxonomy {
    pub(crate) record: TaxonomyRecord,
    starter: Option<Arc<LoadedTaxonomy>>,
}

/// The manifest of a taxonomy that was just read.
pub(crate) fn taxonomy_record(loaded: &LoadedTaxonomy, added_at: DateTime<Utc>) -> TaxonomyRecord {
    let rows = |(name, batch): &(String, RecordBatch)| (name.clone(), batch.num_rows() as u64);
    TaxonomyRecord {
        kind: loaded.kind.clone(),
        version: loaded.version.clone(),
        fingerprint: loaded.fingerprint.clone(),
        attribution: loaded.attribution.clone(),
        added_at,
        tables: loaded.tables.iter().map(rows).collect(),
        absent: loaded.absent.clone(),
        files: BTreeMap::new(),
    }
}

/// The taxonomies at hand.
#[derive(Debug, Clone)]
pub(crate) struct Taxonomies {
    all: Vec<Taxonomy>,
}

impl Taxonomies {
    /// What the book holds, and the starter sets for what it does not.
    pub(crate) async fn of(book: &Book, starters: &[Arc<LoadedTaxonomy>]) -> Result<Self> {
        let mut all: Vec<Taxonomy> = Vec::new();
        for starter in starters {
            all.push(Taxonomy {
                record: taxonomy_record(starter, book.env().clock.now()),
                starter: Some(Arc::clone(starter)),
            });
        }
        let held = book.taxonomies().await?;
        all.extend(held.into_iter().map(|record| Taxonomy {
            record,
            starter: None,
        }));
        Ok(Self { all })
    }

    /// Every taxonomy, the starter ones included.
    pub(crate) fn all(&self) -> &[Taxonomy] {
        &self.all
    }

    /// A version of a kind; the newest, when none is named.
    pub(crate) fn find(&self, kind: &str, version: Option<&str>) -> Option<&Taxonomy> {
        let of_kind = self
            .all
            .iter()
            .filter(|taxonomy| taxonomy.record.kind == kind);
        match version {
            // The book's own goes before the starter set's of the same name.
            Some(version) => of_kind
                .filter(|taxonomy| taxonomy.record.version == version)
                .min_by_key(|taxonomy| taxonomy.is_starter()),
            None => of_kind.max_by_key(|taxonomy| version_order(taxonomy)),
        }
    }

    fn demand(&self, kind: &str, version: Option<&str>) -> Result<&Taxonomy> {
        self.find(kind, version).ok_or_else(|| {
            let named = version.map(|version| format!(" version {version}")).unwrap_or_default();
            let held: Vec<String> = self.versions(kind);
            Error::not_found(format!(
                "this book has no taxonomy {kind}{named} (it has: {}); add it with: daybook taxonomy add {kind} PATH",
                if held.is_empty() { "none".to_string() } else { held.join(", ") }
            ))
        })
    }

    fn demand_concepts(&self, list: &str) -> Result<&Taxonomy> {
        self.find("concepts", Some(list)).ok_or_else(|| {
            let held = self.versions("concepts").join(", ");
            Error::not_found(format!(
                "this book has no list of concepts `{list}` (it has: {held}); add it with: daybook taxonomy add concepts FILE"
            ))
        })
    }

    /// Of several lists of skills one must be named.
    fn demand_one_list(&self, framework: &Framework, version: Option<&str>) -> Result<()> {
        let lists = self.versions(framework.kind);
        if framework.name != "skills" || version.is_some() || lists.len() < 2 {
            return Ok(());
        }
        Err(Error::new(
            daybook_catalog::ErrorKind::Invalid,
            format!(
                "this book has several lists of skills ({}): name one, as in 'skills@{}'",
                lists.join(", "),
                lists[0]
            ),
        ))
    }

    fn versions(&self, kind: &str) -> Vec<String> {
        let of_kind = self
            .all
            .iter()
            .filter(|taxonomy| taxonomy.record.kind == kind);
        of_kind
            .map(|taxonomy| taxonomy.record.version.clone())
            .collect()
    }

    /// The taxonomy that holds a table, and the table's name: `onet_titles`, `onet_titles@27.0`.
    pub(crate) fn with_table(&self, reference: &str) -> Option<(&Taxonomy, String)> {
        let (table, version) = split_version(reference);
        let holds = |taxonomy: &&Taxonomy| taxonomy.record.tables.contains_key(table);
        let candidates = self.all.iter().filter(holds);
        let found = match version {
            Some(version) => candidates.into_iter().find(|t| t.record.version == version),
            None => candidates.max_by_key(|taxonomy| version_order(taxonomy)),
        };
        found.map(|taxonomy| (taxonomy, table.to_string()))
    }

    /// Names of all tables, without versions.
    pub(crate) fn table_names(&self) -> Vec<String> {
        let names = self
            .all
            .iter()
            .flat_map(|taxonomy| taxonomy.record.tables.keys().cloned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.dedup();
        names
    }
}

impl Taxonomy {
    /// One of its tables.
    pub(crate) async fn table(&self, book: &Book, table: &str) -> Result<Option<RecordBatch>> {
        match &self.starter {
            Some(starter) => Ok(starter.table(table).cloned()),
            None => Ok(book
                .taxonomy_table(&self.record.kind, &self.record.version, table)
                .await?),
        }
    }

    /// Whether it ships with Daybook.
    pub(crate) fn is_starter(&self) -> bool {
        self.starter.is_some()
    }
}

/// Newest last: a book's own versions after the starter set, `27.0` before `29.3`.
fn version_order(taxonomy: &Taxonomy) -> (bool, Vec<u64>, DateTime<Utc>, String) {
    let record = &taxonomy.record;
    // A version that is the start of the fingerprint says nothing of its age: the one added last is the newest.
    let is_nameless = record.version.len() >= 12 && record.fingerprint.starts_with(&record.version);
    let numbers = record.version.split(|c: char| !c.is_ascii_digit());
    let numbers = numbers.filter(|_| !is_nameless);
    (
        !taxonomy.is_starter(),
        numbers.filter_map(|n| n.parse().ok()).collect(),
        record.added_at,
        record.version.clone(),
    )
}

/// `onet_ksat@29.3` as name and version.
pub(crate) fn split_version(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once(AT) {
        Some((name, version)) => (name, Some(version)),
        None => (reference, None),
    }
}

/// One thing functions read, as a key of what is loaded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A skills framework, by the name that the query uses.
    Framework(String),
    /// A list of concepts, by its name.
    Concepts(String),
    /// Reference data of a fixed name.
    Fixed(&'static str),
}

/// What the calls of a text read.
pub(crate) fn needs(calls: &[Call], functions: &[FunctionEntry]) -> Vec<Need> {
    let mut needs = Vec::new();
    for call in calls {
        let entry = functions
            .iter()
            .find(|entry| entry.name == call.function || entry.aliases().contains(&call.function));
        match entry.map(|entry| entry.reads) {
            Some(Reads::Taxonomy(name)) => needs.push(Need::Fixed(name)),
            Some(Reads::FrameworkArgument) => {
                needs.extend(call.first_argument.clone().map(Need::Framework));
            }
            Some(Reads::ConceptListArgument) => {
                needs.extend(call.first_argument.clone().map(Need::Concepts));
            }
            Some(Reads::Nothing) | None => {}
        }
    }
    needs.sort();
    needs.dedup();
    needs
}

impl Need {
    /// The taxonomies behind it.
    pub(crate) fn taxonomies<'a>(&self, at_hand: &'a Taxonomies) -> Result<Vec<&'a Taxonomy>> {
        match self {
            Self::Framework(reference) => {
                let (name, version) = split_version(reference);
                let framework = framework(name)?;
                at_hand.demand_one_list(framework, version)?;
                Ok(vec![at_hand.demand(framework.kind, version)?])
            }
            Self::Concepts(list) => Ok(vec![at_hand.demand_concepts(list)?]),
            Self::Fixed("titles") => ["places", "states", "onet"]
                .iter()
                .map(|kind| at_hand.demand(kind, None))
                .collect(),
            Self::Fixed("occupation_titles" | "tasks") => Ok(vec![at_hand.demand("onet", None)?]),
            Self::Fixed("gazetteer") => ["places", "cbsa", "states"]
                .iter()
                .map(|kind| at_hand.demand(kind, None))
                .collect(),
            Self::Fixed(kind) => Ok(vec![at_hand.demand(kind, None)?]),
        }
    }
}

fn framework(name: &str) -> Result<&'static Framework> {
    FRAMEWORKS.iter().find(|framework| framework.name == name).ok_or_else(|| {
        let known: Vec<&str> = FRAMEWORKS.iter().map(|framework| framework.name).collect();
        Error::not_found(format!(
            "no skills framework `{name}`; there are: {} (a version may follow, as in 'onet_ksat@29.3')",
            known.join(", ")
        ))
    })
}

/// Loads what functions need, once for each version.
#[derive(Debug, Default)]
pub(crate) struct ReferenceLoader {
    loaded: Mutex<BTreeMap<Need, Vec<String>>>,
}

impl ReferenceLoader {
    /// Makes sure that `data` holds every need as the taxonomies at hand say.
    pub(crate) async fn load(
        &self,
        book: &Book,
        data: &ReferenceData,
        at_hand: &Taxonomies,
        needs: &[Need],
    ) -> Result<()> {
        for need in needs {
            let taxonomies = need.taxonomies(at_hand)?;
            let versions: Vec<String> = taxonomies
                .iter()
                .map(|taxonomy| taxonomy.record.fingerprint.clone())
                .collect();
            if self.loaded.lock().get(need) == Some(&versions) {
                continue;
            }
            match need {
                Need::Framework(reference) => {
                    let (name, _) = split_version(reference);
                    let framework = framework(name)?;
                    build::skills(book, data, reference, taxonomies[0], framework).await?;
                }
                Need::Concepts(list) => build::concepts(book, data, list, taxonomies[0]).await?,
                Need::Fixed("states") => build::states(book, data, taxonomies[0]).await?,
                Need::Fixed("titles") => build::titles(book, data, &taxonomies).await?,
                Need::Fixed("gazetteer") => build::gazetteer(book, data, &taxonomies).await?,
                Need::Fixed("occupation_titles") => {
                    build::occupation_titles(book, data, taxonomies[0]).await?;
                }
                Need::Fixed("tasks") => build::tasks(book, data, taxonomies[0]).await?,
                Need::Fixed("soc_model") => build::soc_model(book, data, at_hand).await?,
                Need::Fixed("soc") => build::soc_successors(book, data, taxonomies[0]).await?,
                Need::Fixed(other) => {
                    return Err(Error::new(
                        daybook_catalog::ErrorKind::Internal,
                        format!("nothing loads reference data `{other}`"),
                    ));
                }
            }
            self.loaded.lock().insert(need.clone(), versions);
        }
        Ok(())
    }
}
